using Board.Spaces;
using Board.Spaces.CoachingCycle;
using Board.Tests.Client.Reflecting;
using static Board.Tests.Client.Reflecting.Lesson;

namespace Board.Tests.Spaces;

/// <summary>What is written down of somebody who looks at what a teacher shares (SPEC.md, SHARE3).</summary>
public sealed class LookTests
{
    [Fact]
    public void SHARE3_Who_looks_again_soon_is_written_down_once_but_anew_after_each_sharing()
    {
        var lesson = new Lesson().Do(Teacher, 0, new VisitShared(V1, Sharing.Themes, "ted"));
        Look(10);
        Look(20);
        Assert.Equal(["Shared", "LookedAt"], Kinds());
        lesson.Do(Teacher, 30, new VisitShared(V1, Sharing.WholeNote, "ted"));
        Look(40);
        Look(50);
        Assert.Equal(["Shared", "LookedAt", "Shared", "LookedAt"], Kinds());
        Look(700);
        Assert.Equal(5, lesson.State.Audit.Length);

        void Look(double second) => lesson.Do("ted", second, new VisitLookedAt(V1), Role.Principal);

        IEnumerable<string> Kinds() => lesson.State.Audit.Select(line => line.Kind.ToString());
    }
}
