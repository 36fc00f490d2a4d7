using Board.Spaces;
using Board.Spaces.CoachingCycle;
using static Board.Tests.Spaces.CoachingCycle.Pair;

namespace Board.Tests.Spaces.CoachingCycle;

/// <summary>Photos of a lesson: whoever writes along adds, captions and removes them.</summary>
public sealed class PhotoRulesTests
{
    private static readonly PhotoAdded Line = new("v1", "f1", 1600, 1200, "Number line");

    private readonly Pair _pair = new Pair().Does(Coach, new GuestAdmitted(Observer, GuestRole.Observer), new GuestAdmitted(Viewer, GuestRole.Viewer));

    private Photo Photo => Assert.Single(_pair.State.PhotosOf("v1"));

    [Theory]
    [InlineData(Coach)]
    [InlineData(Teacher)]
    [InlineData(Observer)]
    public void A_photo_is_its_takers_at_the_time_at_which_it_was_added(string who)
    {
        _pair.Does(who, Line);
        Assert.Equal(new Photo("f1", who, Start + 5_000, 1600, 1200, "Number line"), Photo);
        Assert.Empty(_pair.State.PhotosOf("v2"));
    }

    [Fact]
    public void Photos_stand_in_the_order_in_which_they_were_added_and_an_id_is_a_lessons_own()
    {
        _pair.Does(Coach, Line with { Id = "f2" }, Line, Line with { Visit = "v2" });
        Assert.Equal(["f2", "f1"], _pair.State.PhotosOf("v1").Select(photo => photo.Id));
        _pair.Does(Teacher, new PhotoCaptioned("v1", "f1", "Two arrows"), new PhotoRemoved("v1", "f2", true));
        Assert.Equal(["Number line", "Two arrows"], _pair.State.PhotosOf("v1").Select(photo => photo.Caption));
        Assert.Equal(("Number line", false), (_pair.State.PhotosOf("v2")[0].Caption, _pair.State.PhotosOf("v2")[0].Removed));
    }

    [Fact]
    public void A_caption_is_for_both_to_write_and_may_be_empty()
    {
        _pair.Does(Coach, Line).Does(Teacher, new PhotoCaptioned("v1", "f1", "Two arrows"));
        Assert.Equal(new Photo("f1", Coach, Start + 5_000, 1600, 1200, "Two arrows"), Photo);
        Assert.Equal("", _pair.Does(Observer, new PhotoCaptioned("v1", "f1", "")).State.PhotosOf("v1")[0].Caption);
    }

    [Fact]
    public void A_photo_that_is_taken_off_is_kept_comes_back_and_its_id_stays_taken()
    {
        _pair.Does(Coach, Line, new PhotoRemoved("v1", "f1", true), new PhotoRemoved("v1", "f1", true));
        Assert.Equal(new Photo("f1", Coach, Start + 5_000, 1600, 1200, "Number line", Removed: true), Photo);
        Assert.Equal("exists", _pair.Tries(Coach, Line));
        Assert.False(_pair.Does(Teacher, new PhotoRemoved("v1", "f1", false)).State.PhotosOf("v1")[0].Removed);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20_000, 20_000)]
    public void A_photo_may_be_as_small_and_as_large_as_this(int width, int height)
    {
        _pair.Does(Coach, Line with { Width = width, Height = height });
        Assert.Equal((width, height), (Photo.Width, Photo.Height));
    }

    private static readonly Dictionary<string, (string Who, SpaceOp Op, string Code)> Wrong = new()
    {
        ["a photo of no lesson"] = (Coach, Line with { Visit = "v9" }, "not-there"),
        ["a photo without an id"] = (Coach, Line with { Id = "" }, "malformed"),
        ["a photo whose id names a path"] = (Coach, Line with { Id = "../f1" }, "malformed"),
        ["a photo whose id is too long"] = (Coach, Line with { Id = Beyond(SpaceId.MaxKeyLength) }, "malformed"),
        ["a photo of no width"] = (Coach, Line with { Width = 0 }, "malformed"),
        ["a photo of no height"] = (Coach, Line with { Height = 0 }, "malformed"),
        ["a photo that is too wide"] = (Coach, Line with { Width = 20_001 }, "malformed"),
        ["a photo that is too high"] = (Coach, Line with { Height = 20_001 }, "malformed"),
        ["a photo with a long caption"] = (Coach, Line with { Caption = Beyond(2_000) }, "too-long"),
        ["a photo with a caption that can't be shown"] = (Coach, Line with { Caption = "a\u001b" }, "malformed"),
        ["a photo that is there"] = (Teacher, Line with { Id = "f0" }, "exists"),
        ["a caption for no photo"] = (Coach, new PhotoCaptioned("v1", "f9", ""), "not-there"),
        ["a caption for a photo of another lesson"] = (Coach, new PhotoCaptioned("v2", "f0", ""), "not-there"),
        ["a caption in no lesson"] = (Coach, new PhotoCaptioned("v9", "f0", ""), "not-there"),
        ["a caption that is too long"] = (Coach, new PhotoCaptioned("v1", "f0", Beyond(2_000)), "too-long"),
        ["to take off no photo"] = (Coach, new PhotoRemoved("v1", "f9", true), "not-there"),
        ["to take off a photo of another lesson"] = (Coach, new PhotoRemoved("v2", "f0", true), "not-there"),
        ["a photo of somebody who reads along"] = (Viewer, Line, "look-only"),
        ["a caption of somebody who reads along"] = (Viewer, new PhotoCaptioned("v1", "f0", "Mine"), "look-only"),
        ["a photo of a stranger"] = (Stranger, Line, "closed-door"),
    };

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Wrongs))]
    public void Refused_and_nothing_changed(string what)
    {
        _pair.Does(Coach, Line with { Id = "f0" });
        _pair.Refuses(Wrong[what].Who, Wrong[what].Op, Wrong[what].Code);
    }

    [Fact]
    public void A_lesson_holds_so_many_photos_and_no_more()
    {
        for (var i = 0; i < PhotoRules.MaxPhotos; i++) _pair.Does(Coach, Line with { Id = $"f{i}" });
        Assert.Equal("too-many", _pair.Tries(Coach, Line with { Id = "more" }));
        _pair.Does(Coach, Line with { Visit = "v2" }, new PhotoCaptioned("v1", "f0", ""));
    }

    private static readonly Dictionary<string, SpaceOp> Undone = new()
    {
        ["a caption"] = new PhotoCaptioned("v1", "f0", "Else"),
        ["a removal"] = new PhotoRemoved("v1", "f0", true),
    };

    public static TheoryData<string> Undos => [.. Undone.Keys];

    [Theory, MemberData(nameof(Undos))]
    public void Taken_back_it_is_as_it_was(string what)
    {
        var before = _pair.Does(Coach, Line with { Id = "f0" }).Written;
        Assert.Equal(before, _pair.TakesBack(Observer, Undone[what]).Written);
    }

    [Fact]
    public void A_photo_whose_adding_is_taken_back_is_off_the_lesson_and_kept() => Assert.True(_pair.TakesBack(Coach, Line).State.PhotosOf("v1")[0].Removed);
}
