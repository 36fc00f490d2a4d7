using Board.Log;
using Board.Log.Sqlite;

namespace Board.Tests.Log;

public sealed class SqliteSpaceLogContractTests : SpaceLogContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ISpaceLog> OpenAsync() => Task.FromResult<ISpaceLog>(SqliteSpaceLog.Open(_folder.Database));

    // SQLite's own limit, and so its own SQLITE_FULL: no page beyond those that are there.
    protected override Task FillAsync() => ((SqliteSpaceLog)Log).SetRoomAsync(1).InTime();

    protected override Task MakeRoomAsync() => ((SqliteSpaceLog)Log).SetRoomAsync(1 << 20).InTime();
}
