using System.Globalization;
using Board.Log;
using Board.Log.Postgres;
using Board.Tests.Hosting;

namespace Board.Tests.Log;

[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresSpaceLogContractTests(PostgresInstance postgres) : SpaceLogContract
{
    private string? _connection;

    private PostgresDatabase? Database { get; set; }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Database!.DisposeAsync();
        await postgres.DropAsync(_connection!);
    }

    protected override async Task<ISpaceLog> OpenAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
        _connection ??= await postgres.CreateAsync();
        Database = new PostgresDatabase(_connection);
        await Database.PrepareAsync();
        return new PostgresSpaceLog(Database);
    }

    /// <summary>PostgreSQL knows no limit of its own; this one answers as a full disk does (SQLSTATE 53100), by what is stored. PostgresFullDiskTests has a real one.</summary>
    protected override async Task FillAsync()
    {
        var used = (long)(await PostgresInstance.AskAsync(_connection!, "SELECT coalesce(sum(octet_length(payload)), 0) FROM board.entries"))!;
        await PostgresInstance.RunAsync(_connection!, string.Create(CultureInfo.InvariantCulture, $"""
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF (SELECT coalesce(sum(octet_length(payload)), 0) FROM board.entries) + (SELECT coalesce(sum(octet_length(payload)), 0) FROM board.snapshots) > {used + 100_000}
              THEN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END IF; RETURN NULL; END $$;
            CREATE TRIGGER full_disk AFTER INSERT OR UPDATE ON board.entries FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
            CREATE TRIGGER full_disk AFTER INSERT OR UPDATE ON board.snapshots FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
            """));
    }

    protected override Task MakeRoomAsync() => PostgresInstance.RunAsync(_connection!, "DROP FUNCTION full_disk CASCADE");
}
