using Board.Engines;

namespace Board.Tests.Engines;

/// <summary>The servers of one installation, as the contract of engines sees them.</summary>
/// <param name="One">The engine of one server.</param>
/// <param name="Other">The engine of another; the same one where an installation has only one server.</param>
/// <param name="StopAsync">Stops them all, gracefully.</param>
internal sealed record Servers(ISpaceEngine One, ISpaceEngine Other, Func<Task> StopAsync);
