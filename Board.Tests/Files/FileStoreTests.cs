using Board.Files;
using Board.Spaces;
using Board.Tests.Log;
using Microsoft.Data.Sqlite;

namespace Board.Tests.Files;

public sealed class MemoryFileStoreTests : FileStoreContract
{
    // The memory is the store: to open it again is to go on with it.
    protected override Task<IFileStore> OpenAsync() => Task.FromResult(Store ?? new MemoryFileStore());

    protected override Task FillAsync()
    {
        ((MemoryFileStore)Store).Room = 1_000_000;
        return Task.CompletedTask;
    }
}

public sealed class SqliteFileStoreTests : FileStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private long? _maxBytes;

    protected override Task<IFileStore> OpenAsync() => Task.FromResult<IFileStore>(SqliteFileStore.Open(_folder.Database, _maxBytes));

    protected override Task FillAsync()
    {
        _maxBytes = 1_000_000;
        return ReopenAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FILE3_a_changed_byte_is_told_and_never_returned()
    {
        var space = new SpaceId("cycle", "a");
        await Store.PutAsync(space, "p", new StoredFile("image/jpeg", new byte[100])).InTime();
        await Store.DisposeAsync();
        using (var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            other.Open();
            using var change = other.CreateCommand();
            change.CommandText = "UPDATE files SET content = CAST(zeroblob(99) || x'01' AS BLOB)";
            Assert.Equal(1, change.ExecuteNonQuery());
        }
        await ReopenAsync();
        await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "p").InTime());
    }

    [Fact]
    public async Task What_is_deleted_is_overwritten_in_the_file()
    {
        var space = new SpaceId("cycle", "a");
        var secret = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a face in a classroom ", 2000)));
        await Store.PutAsync(space, "p", new StoredFile("image/jpeg", secret)).InTime();
        await Store.DeleteAsync(space, "p").InTime();
        await Store.DisposeAsync();
        Assert.False(File.Exists(_folder.Database + "-wal"));
        Assert.True(File.ReadAllBytes(_folder.Database).AsSpan().IndexOf("a face"u8) < 0);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_in_words()
    {
        await Store.DisposeAsync();
        using (var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            other.Open();
            using var change = other.CreateCommand();
            change.CommandText = "PRAGMA user_version=7";
            change.ExecuteNonQuery();
        }
        Assert.Contains("newer version", Assert.Throws<FilesUnavailableException>(() => SqliteFileStore.Open(_folder.Database)).Message, StringComparison.Ordinal);
    }
}
