using Board.Tests.Convergence;

namespace Board.Tests.Faults;

/// <summary>
/// When the server's disk is full, edits are refused in words, reads go on, nothing is lost, and writing goes on by itself once
/// there is room (SPEC.md, LOG5).
/// </summary>
[Trait("Category", "Crash")]
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_full_disk_refuses_edits_keeps_serving_and_recovers()
    {
        using var disk = new SmallDisk();
        await using var district = await LiveDistrict.StartAsync(devices: 3, FuzzRun.FromEnvironment(1).Seed, disk.Data);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 30);

        disk.Fill();
        foreach (var writer in district.Writers) await writer.UntilAsync(_ => !writer.Refusals.IsEmpty);
        Assert.Equal(["disk-full"], district.Writers.SelectMany(writer => writer.Refusals).Distinct());
        var acknowledged = district.Acknowledged;
        await district.ReadAsync();

        disk.MakeRoom();
        await district.UntilAcknowledgedAsync(more: 60);
        Assert.True(district.Acknowledged > acknowledged);
        await district.ConvergeAsync();
        await district.JudgeAsync();
    }

    [SmallDiskFact]
    public async Task A_server_that_dies_on_a_full_disk_loses_nothing()
    {
        using var disk = new SmallDisk();
        await using var district = await LiveDistrict.StartAsync(devices: 3, FuzzRun.FromEnvironment(1).Seed, disk.Data);
        await district.WriteAsync(true);
        await district.UntilAcknowledgedAsync(more: 30);
        disk.Fill();
        await district.Writers[0].UntilAsync(_ => !district.Writers[0].Refusals.IsEmpty);
        await district.Server.KillAsync();
        disk.MakeRoom();
        await district.StartAgainAsync();
        await district.ConvergeAsync();
        await district.JudgeAsync();
    }
}
