using System.Runtime.CompilerServices;
using Board.Log;
using Board.Log.Postgres;
using Board.Spaces;
using Npgsql;

namespace Board.Files;

/// <summary>Files in the database that servers share, beside the log: durable like it, and in the same dump.</summary>
/// <param name="database">Prepared, and disposed of after the store.</param>
public sealed class PostgresFileStore(PostgresDatabase database) : IFileStore
{
    /// <inheritdoc/>
    public Task PutAsync(SpaceId space, string name, StoredFile file, CancellationToken cancellation = default)
    {
        FileName.Check(space, name, file);
        return AskAsync(async source =>
        {
            var digest = FileDigest.Of(space, name, file);
            await using var put = Command(source, "INSERT INTO board.files(space, name, type, content, digest) VALUES($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", space, name);
            put.Parameters.Add(new() { Value = file.ContentType });
            put.Parameters.Add(new() { Value = file.Content });
            put.Parameters.Add(new() { Value = digest });
            if (await put.ExecuteNonQueryAsync(cancellation) == 1) return true;
            await using var find = Command(source, "SELECT digest FROM board.files WHERE space = $1 AND name = $2", space, name);
            return await find.ExecuteScalarAsync(cancellation) is byte[] there && there.AsSpan().SequenceEqual(digest) ? true : throw new FileExistsException(space, name);
        });
    }

    /// <inheritdoc/>
    public ValueTask<StoredFile?> GetAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        return new(AskAsync(async source =>
        {
            try
            {
                await using var get = Command(source, "SELECT type, content, digest FROM board.files WHERE space = $1 AND name = $2", space, name);
                await using var rows = await get.ExecuteReaderAsync(cancellation);
                if (!await rows.ReadAsync(cancellation)) return null;
                var file = new StoredFile(rows.GetString(0), (byte[])rows.GetValue(1));
                return ((byte[])rows.GetValue(2)).AsSpan().SequenceEqual(FileDigest.Of(space, name, file)) ? file : throw new FileDamagedException(space, name);
            }
            catch (PostgresException damaged) when (PostgresFailure.MeansDamage(damaged))
            {
                throw new FileDamagedException(space, name, damaged);
            }
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(SpaceId space, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        FileName.Check(space);
        var names = await AskAsync(async source =>
        {
            var found = new List<string>();
            await using var list = Command(source, "SELECT name FROM board.files WHERE space = $1", space);
            await using var rows = await list.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation)) found.Add(rows.GetString(0));
            return found;
        });
        foreach (var name in names) yield return name;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SpaceId space, string name, CancellationToken cancellation = default)
    {
        FileName.Check(space, name);
        return AskAsync(async source =>
        {
            await using var delete = Command(source, "DELETE FROM board.files WHERE space = $1 AND name = $2", space, name);
            return await delete.ExecuteNonQueryAsync(cancellation);
        });
    }

    /// <inheritdoc/>
    public Task DeleteAllAsync(SpaceId space, CancellationToken cancellation = default)
    {
        FileName.Check(space);
        return AskAsync(async source =>
        {
            await using var delete = Command(source, "DELETE FROM board.files WHERE space = $1", space);
            return await delete.ExecuteNonQueryAsync(cancellation);
        });
    }

    /// <summary>Nothing is held open here; the database closes its connections.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, SpaceId space, string? name = null)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = space.ToString() });
        if (name is not null) command.Parameters.Add(new() { Value = name });
        return command;
    }

    private async Task<T> AskAsync<T>(Func<NpgsqlDataSource, Task<T>> question)
    {
        try
        {
            return await database.AskAsync(question);
        }
        catch (Exception failure) when (PostgresFailure.IsOne(failure))
        {
            throw PostgresFailure.Told(failure) is LogFullException
                ? new FilesFullException("There is no room left for files: PostgreSQL's disk is full. What was saved before is safe and can be read.", failure)
                : new FilesUnavailableException($"The database of files did not answer: {PostgresFailure.Told(failure).Message}", failure);
        }
    }
}
