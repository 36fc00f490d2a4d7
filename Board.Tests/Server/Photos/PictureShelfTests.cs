using Board.Files;
using Board.Server.Photos;
using Board.Spaces;
using Microsoft.Extensions.Logging.Abstractions;

namespace Board.Tests.Server.Photos;

public sealed class PictureShelfTests : IAsyncDisposable
{
    private static readonly SpaceId Room = new("workshop", "k1");
    private readonly MemoryFileStore _files = new();

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    private PictureShelf Shelf => new(_files, NullLogger<PictureShelf>.Instance);

    [Fact]
    public async Task A_picture_is_kept_large_and_small_under_one_id()
    {
        var (id, photo, refusal) = await Shelf.TakeAsync(Room, Pictures.Of(800, 400), default);

        Assert.Null(refusal);
        Assert.Equal((800, 400), (photo!.Width, photo.Height));
        Assert.True(PictureShelf.IsName(id!));
        Assert.Equal(photo.Jpeg, (await _files.GetAsync(Room, id!))!.Content.ToArray());
        Assert.Equal(photo.Thumbnail, (await _files.GetAsync(Room, PictureShelf.Small(id!)))!.Content.ToArray());
    }

    [Fact]
    public async Task Where_there_is_no_room_somebody_is_told_so_and_whom_to_tell()
    {
        _files.Room = 100;

        var (id, _, refusal) = await Shelf.TakeAsync(Room, Pictures.Of(800, 400), default);

        Assert.Null(id);
        Assert.Equal(("disk-full", true), (refusal!.Code, refusal.Retry));
        Assert.Equal("The server has no room for pictures. Nothing was added; please tell whoever looks after Board at your school.", refusal.Message);
        Assert.Empty(await _files.ListAsync(Room).ToListAsync());
    }

    [Fact]
    public async Task What_is_no_picture_is_not_kept()
    {
        var (id, _, refusal) = await Shelf.TakeAsync(Room, "<svg/>"u8.ToArray(), default);

        Assert.Null(id);
        Assert.Equal("not-a-photo", refusal!.Code);
        Assert.Empty(await _files.ListAsync(Room).ToListAsync());
    }

    [Theory]
    [InlineData("abc123", true)]
    [InlineData("", false)]
    [InlineData("../abc", false)]
    [InlineData("ABC", false)]
    public void An_id_from_a_request_names_a_picture_or_nothing(string id, bool isName) => Assert.Equal(isName, PictureShelf.IsName(id));
}
