using System.Collections.Concurrent;
using Board.Engines;
using Board.Spaces.District;
using Microsoft.EntityFrameworkCore;

namespace Board.Server.Accounts;

/// <summary>
/// The security stamp of each account, at most two seconds old. The framework's own check reads the whole account and issues
/// a new cookie each time, so it runs every half hour; this one is a cached column, so it runs on every request, and
/// "sign out everywhere" takes effect at once. Somebody whom the district does not know, or has deactivated, has no stamp.
/// See SPEC.md, ACC3.
/// </summary>
public sealed class PersonStamps(IDbContextFactory<AccountsDb> accounts, SpaceDoor door, TimeProvider time)
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<string, Known> _known = [];

    /// <summary>Whether somebody who signed in with this stamp may still be here.</summary>
    public async ValueTask<bool> IsCurrentAsync(string person, string stamp, CancellationToken cancellation = default)
    {
        if ((await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation)).Person(person) is null) return false;
        if (_known.TryGetValue(person, out var known) && time.GetElapsedTime(known.Read) < MaxAge) return known.Stamp == stamp;
        var read = time.GetTimestamp();
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        var current = await db.Users.AsNoTracking().Where(a => a.Id == person).Select(a => a.SecurityStamp).FirstOrDefaultAsync(cancellation);
        Keep(person, current, read);
        return current is not null && current == stamp;
    }

    /// <summary>Reads the stamps of several people anew, without those who may not be here at all.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> people, CancellationToken cancellation = default)
    {
        if (people.Count == 0) return new Dictionary<string, string>();
        var district = await door.ReadAsync<DistrictState>(DistrictSpace.Id, cancellation);
        var read = time.GetTimestamp();
        await using var db = await accounts.CreateDbContextAsync(cancellation);
        var current = await db.Users.AsNoTracking().Where(a => people.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.SecurityStamp ?? "", cancellation);
        foreach (var person in people) Keep(person, current.GetValueOrDefault(person), read);
        return current.Where(a => district.Person(a.Key) is not null).ToDictionary();
    }

    /// <summary>Forgets what is known of a person after this server changed their account.</summary>
    public void Forget(string person) => _known.TryRemove(person, out _);

    private void Keep(string person, string? stamp, long read)
    {
        if (_known.Count >= MaxKept) _known.Clear();
        _known[person] = new Known(stamp, read);
    }

    private readonly record struct Known(string? Stamp, long Read);
}
