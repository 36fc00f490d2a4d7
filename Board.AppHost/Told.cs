namespace Board.AppHost;

/// <summary>Why the system can't be started, in a sentence for the person who tried.</summary>
internal sealed class Told(string message) : Exception(message);
