using System.Net.Sockets;
using Npgsql;

namespace Board.Log.Postgres;

/// <summary>
/// What PostgreSQL and the way to it answer other than success, in the words of <see cref="ISpaceLog"/>.
/// The server's own words name tables, never what is stored; its details might, and are left out.
/// </summary>
internal static class PostgresFailure
{
    /// <summary>PostgreSQL has ended a connection that paused in the middle of a transaction, and undone that.</summary>
    private const string PausedInTransaction = "25P03";

    /// <summary>Whether it comes from the database or from the way there, and is no bug of ours.</summary>
    public static bool IsOne(Exception failure) => failure is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>Whether the same again may succeed by itself: somebody else was in the way, and nothing was written.</summary>
    public static bool IsCollision(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether one request of several may have caused it, so that the others deserve another try without it.</summary>
    public static bool MayConcernOneRequest(Exception failure) => failure is PostgresException refused && (IsFull(refused) || MeansDamage(refused));

    /// <summary>Whether the connection is gone, or the server went away under it; what was asked for may have been done or not.</summary>
    public static bool LostConnection(Exception failure) => failure is not PostgresException answered
        || answered.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PausedInTransaction
        || answered.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Whether what is stored is not what was written. Our statements are fixed and tested: where they are not understood, the tables have changed.</summary>
    public static bool MeansDamage(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.NotNullViolation
    };

    /// <summary>The failure as an exception of <see cref="ISpaceLog"/>, with words for the people who run the server.</summary>
    public static Exception Told(Exception failure) => failure switch
    {
        PostgresException full when IsFull(full) => new LogFullException(
            "There is no room left to save in: PostgreSQL's disk is full. What was saved before is safe and can be read; saving works again as soon as there is room.", failure),
        PostgresException damaged when MeansDamage(damaged) => new LogDamagedException(
            $"The log's database is damaged: {damaged.MessageText} ({damaged.SqlState}). Stop the servers, keep a copy of the database as it is, and restore the last backup.", failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege } refused =>
            new LogUnavailableException($"PostgreSQL lets nobody in: {refused.MessageText} ({refused.SqlState}). Correct Board:Postgres, or the rights of its user.", failure),
        PostgresException answered => new LogUnavailableException(
            $"PostgreSQL did not do it: {answered.MessageText} ({answered.SqlState}). Nothing is known to be lost; try again.", failure),
        _ => new LogUnavailableException("PostgreSQL does not answer. Nothing is known to be lost; try again, and see whether it runs and can be reached.", failure),
    };

    private static bool IsFull(PostgresException failure) =>
        failure.SqlState == PostgresErrorCodes.DiskFull || failure.SqlState.StartsWith("54", StringComparison.Ordinal);
}
