namespace Board.Log;

/// <summary>A space as a database knows it.</summary>
/// <param name="Id">Its number in the other tables.</param>
/// <param name="Head">The sequence of its last entry.</param>
/// <param name="HeadHash">The hash of its last entry.</param>
internal sealed record SpaceRow(long Id, long Head, byte[] HeadHash);
