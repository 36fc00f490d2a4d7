namespace Board.Spaces;

/// <summary>A collection that is not written while there is nothing in it: states from before there was one stay the same to the byte.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutWhenEmptyAttribute : Attribute;
