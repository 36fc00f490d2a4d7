using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Board.Engines;

/// <summary>Makes the tables in which the members of a cluster find each other, where PostgreSQL has none yet.</summary>
internal sealed class MembershipTables(string postgres) : IHostedLifecycleService
{
    /// <summary>Any number, the same on all servers: one of them makes the tables while the others wait.</summary>
    private const long Lock = 0x426f617264;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(postgres);
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var locking = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock})", connection)) await locking.ExecuteNonQueryAsync(cancellationToken);
            await using (var looking = new NpgsqlCommand("SELECT to_regclass('orleansquery')::text", connection))
            {
                if (await looking.ExecuteScalarAsync(cancellationToken) is string) return;
            }
            using var script = new StreamReader(typeof(MembershipTables).Assembly.GetManifestResourceStream("membership.sql")!);
#pragma warning disable CA2100 // it comes with the program
            await using (var making = new NpgsqlCommand(await script.ReadToEndAsync(cancellationToken), connection)) await making.ExecuteNonQueryAsync(cancellationToken);
#pragma warning restore CA2100
            await transaction.CommitAsync(cancellationToken);
        }
        catch (NpgsqlException failed)
        {
            throw new IOException($"PostgreSQL, where the servers of a cluster find each other (Board:Postgres), can't be used: {failed.Message}", failed);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
