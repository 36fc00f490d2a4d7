using Board.Log;

namespace Board.Tests.Log;

public sealed class MemorySpaceLogContractTests : SpaceLogContract
{
    // The memory is the store: to open it again is to go on with it.
    protected override Task<ISpaceLog> OpenAsync() => Task.FromResult(Log ?? new MemorySpaceLog());

    protected override Task FillAsync()
    {
        ((MemorySpaceLog)Log).Room = 1024 * 1024;
        return Task.CompletedTask;
    }

    protected override Task MakeRoomAsync()
    {
        ((MemorySpaceLog)Log).Room = long.MaxValue;
        return Task.CompletedTask;
    }
}
