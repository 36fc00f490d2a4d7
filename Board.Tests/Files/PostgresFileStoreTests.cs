using Board.Files;
using Board.Log.Postgres;
using Board.Spaces;
using Board.Tests.Hosting;
using Board.Tests.Log;

namespace Board.Tests.Files;

[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresFileStoreTests(PostgresInstance postgres) : FileStoreContract
{
    private string? _connection;

    private PostgresDatabase? Database { get; set; }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Database!.DisposeAsync();
        await postgres.DropAsync(_connection!);
    }

    [Fact]
    public async Task FILE3_a_changed_byte_is_told_and_never_returned()
    {
        var space = new SpaceId("cycle", "a");
        await Store.PutAsync(space, "p", new StoredFile("image/jpeg", new byte[100])).InTime();
        Assert.Equal(1, await PostgresInstance.RunAsync(_connection!, "UPDATE board.files SET content = set_byte(content, 99, 1)"));
        await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "p").InTime());
        Assert.Equal(1, await PostgresInstance.RunAsync(_connection!, "UPDATE board.files SET content = set_byte(content, 99, 0), type = 'image/png'"));
        await Assert.ThrowsAsync<FileDamagedException>(() => Store.GetAsync(space, "p").InTime());
    }

    protected override async Task<IFileStore> OpenAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
        _connection ??= await postgres.CreateAsync();
        Database = new PostgresDatabase(_connection);
        await Database.PrepareAsync();
        return new PostgresFileStore(Database);
    }

    /// <summary>Answers as a full disk does; see PostgresSpaceLogContractTests.</summary>
    protected override Task FillAsync() => PostgresInstance.RunAsync(_connection!, """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF (SELECT sum(octet_length(content)) FROM board.files) > 1000000 THEN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END IF; RETURN NULL; END $$;
        CREATE TRIGGER full_disk AFTER INSERT ON board.files FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
        """);
}
