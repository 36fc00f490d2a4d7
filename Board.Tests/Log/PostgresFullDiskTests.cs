using System.Diagnostics;
using Board.Log;
using Board.Log.Postgres;
using Board.Spaces;
using Board.Tests.Faults;
using Board.Tests.Hosting;
using static Board.Tests.Log.LogFixtures;

namespace Board.Tests.Log;

/// <summary>PostgreSQL's own disk is full, for real: its tables lie on a small one (SPEC.md, LOG5).</summary>
[Collection(PostgresTests.Name)]
[Trait("Category", "Postgres")]
public sealed class PostgresFullDiskTests(PostgresInstance postgres)
{
    private static readonly SpaceId A = Space("a");

    [SmallDiskFact]
    public async Task LOG5_a_full_disk_refuses_appends_and_reads_go_on_and_with_room_it_goes_on()
    {
        using var disk = new SmallDisk();
        var folder = Directory.CreateDirectory(disk.Data).FullName;
        foreach (var path in new[] { Path.GetDirectoryName(folder)!, folder })
        {
            using var give = Process.Start("chown", [PostgresInstance.OrdinaryUser(), path]);
            await give.WaitForExitAsync().InTime();
        }
        await PostgresInstance.RunAsync(postgres.ConnectionTo("postgres"), $"CREATE TABLESPACE small LOCATION '{folder}'");
        var connection = await postgres.CreateAsync("TABLESPACE small");
        try
        {
            await using var database = new PostgresDatabase(connection);
            await database.PrepareAsync();
            await using var log = new PostgresSpaceLog(database);
            await log.AppendAsync(A, 0, "one");
            disk.Fill();
            var large = new byte[4 * 1024 * 1024];
            Random.Shared.NextBytes(large);
            await Assert.ThrowsAsync<LogFullException>(() => log.AppendAsync(A, 1, [Bytes("two"), large]).InTime());
            Assert.Equal("one", await log.TextsAsync(A));
            disk.MakeRoom();
            await log.AppendAsync(A, 1, "two");
            Assert.Equal("one two", await log.TextsAsync(A));
            Assert.True((await log.VerifyAsync().InTime()).Whole);
        }
        finally
        {
            await postgres.DropAsync(connection);
            await PostgresInstance.RunAsync(postgres.ConnectionTo("postgres"), "DROP TABLESPACE small");
        }
    }
}
