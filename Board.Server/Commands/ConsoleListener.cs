using Board.Server.Upkeep;

namespace Board.Server.Commands;

/// <summary>Writes what is told; how far something has come only where somebody sits before it.</summary>
internal sealed class ConsoleListener(TextWriter output) : IProgress<Told>
{
    private readonly bool _watched = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private int _width;

    public void Report(Told value)
    {
        if (value.Line is { } line)
        {
            Clear();
            output.WriteLine(line);
        }
        else if (_watched && value.Progress is { } progress)
        {
            Clear();
            output.Write(progress);
            _width = progress.Length;
        }
    }

    /// <summary>Lets the server that has the data folder carry out an order, or does it here where there is none.</summary>
    /// <param name="data">The data folder, if not the server's own setting.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> DoAsync(string? data, Order order, CancellationToken cancellation)
    {
        var folder = Installation.DataOf(data);
        if (await UpkeepCall.AskAsync(folder, order, this, cancellation) is not { } code) return await Installation.DoAsync(folder, order, this, cancellation);
        if (code == Ended.Well && order.To is { } to && !Path.Exists(to))
        {
            throw UpkeepException.Refused(
                $"The server says that it wrote {to}, but it is not there for this command: systemd gives the server a /tmp of its own. Choose a folder that both see.");
        }
        return code;
    }

    private void Clear()
    {
        if (_width > 0) output.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
