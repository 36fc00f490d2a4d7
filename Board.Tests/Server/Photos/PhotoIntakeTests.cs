using Board.Files;
using Board.Server.Photos;
using SkiaSharp;

namespace Board.Tests.Server.Photos;

public sealed class PhotoIntakeTests
{
    [Fact]
    public void Place_camera_and_date_do_not_outlive_the_upload()
    {
        var sent = Pictures.WithExif(Pictures.Of(64, 32), 1);
        Assert.True(Holds(sent, "SecretCamera") && Holds(sent, "Exif"));
        var (photo, refusal) = PhotoIntake.Take(sent);
        Assert.Null(refusal);
        foreach (var kept in new[] { photo!.Jpeg, photo.Thumbnail })
        {
            Assert.False(Holds(kept, "SecretCamera") || Holds(kept, "Exif") || Holds(kept, "2026:11:17"));
            Assert.True(BareJpeg.Is(kept));
        }
    }

    // Orientation, and on which side the red half is then: l(eft), r(ight), t(op), b(ottom).
    [Theory]
    [InlineData(1, 'l')]
    [InlineData(2, 'r')]
    [InlineData(3, 'r')]
    [InlineData(4, 'l')]
    [InlineData(5, 't')]
    [InlineData(6, 't')]
    [InlineData(7, 'b')]
    [InlineData(8, 'b')]
    public void A_photo_stands_as_the_camera_was_held(int orientation, char red)
    {
        var (photo, _) = PhotoIntake.Take(Pictures.WithExif(Pictures.Of(80, 40), (ushort)orientation));
        using var bitmap = SKBitmap.Decode(photo!.Jpeg);
        var turned = red is 't' or 'b';
        Assert.Equal(turned ? (40, 80) : (80, 40), (bitmap.Width, bitmap.Height));
        Assert.Equal((bitmap.Width, bitmap.Height), (photo.Width, photo.Height));
        var (x, y) = red switch { 'l' => (4, 20), 'r' => (76, 20), 't' => (20, 4), _ => (20, 76) };
        var there = bitmap.GetPixel(x, y);
        var opposite = bitmap.GetPixel(bitmap.Width - 1 - x, bitmap.Height - 1 - y);
        if (turned) opposite = bitmap.GetPixel(x, bitmap.Height - 1 - y);
        Assert.True(there.Red > 180 && there.Blue < 80, $"{orientation}: {there}");
        Assert.True(opposite.Blue > 180 && opposite.Red < 80, $"{orientation}: {opposite}");
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Photos_of_phones_and_screens_come_in_as_jpeg(SKEncodedImageFormat format)
    {
        var (photo, refusal) = PhotoIntake.Take(Pictures.Of(48, 24, format));
        Assert.Null(refusal);
        Assert.Equal((48, 24), (photo!.Width, photo.Height));
        Assert.Equal([0xFF, 0xD8], photo.Jpeg[..2]);
    }

    [Fact]
    public void A_large_photo_is_made_smaller_and_has_a_thumbnail()
    {
        var (photo, _) = PhotoIntake.Take(Pictures.Of(4_000, 1_000));
        Assert.Equal((PhotoIntake.LongestSide, 512), (photo!.Width, photo.Height));
        using var small = SKBitmap.Decode(photo.Thumbnail);
        Assert.Equal((320, 80), (small.Width, small.Height));
    }

    [Fact]
    public void What_hangs_on_a_picture_is_gone_as_in_a_picture_that_is_a_program_too()
    {
        byte[] sent = [.. Pictures.Of(64, 32), .. "PK\u0003\u0004<script>alert(1)</script>"u8];
        Assert.False(BareJpeg.Is(sent));
        var (photo, _) = PhotoIntake.Take(sent);
        Assert.False(Holds(photo!.Jpeg, "script"));
        var (again, _) = PhotoIntake.Check(sent);
        Assert.False(Holds(again!.Jpeg, "script"));
    }

    [Fact]
    public void A_picture_of_ours_that_comes_back_is_kept_to_the_byte()
    {
        var ours = PhotoIntake.Take(Pictures.Of(64, 32)).Photo!.Jpeg;
        Assert.Equal(ours, PhotoIntake.Check(ours).Photo!.Jpeg);
        var marked = Pictures.WithExif(ours, 1);
        Assert.False(Holds(PhotoIntake.Check(marked).Photo!.Jpeg, "SecretCamera"));
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(10_000, 10_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_small_file_that_claims_to_be_a_huge_picture_is_refused_before_it_is_unpacked(int width, int height)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (photo, refusal) = PhotoIntake.Take(Pictures.Claiming(width, height));
        Assert.Null(photo);
        Assert.Contains(refusal!.Code, new[] { "too-large", "not-a-photo" });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused() => Assert.Equal("too-large", PhotoIntake.Take(new byte[StoredFile.MaxLength + 1]).Refusal?.Code);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<?xml version=\"1.0\"?><svg/>")]
    [InlineData("GIF89a")]
    [InlineData("BM")]
    [InlineData("Just words, named photo.jpg")]
    [InlineData("")]
    [InlineData("\u00FF\u00D8\u00FF and no picture")]
    public void What_is_no_photo_is_refused_in_words_whatever_it_is_called(string content)
    {
        var (photo, refusal) = PhotoIntake.Take(System.Text.Encoding.Latin1.GetBytes(content));
        Assert.Null(photo);
        Assert.Equal("not-a-photo", refusal!.Code);
        Assert.Contains("Nothing was added", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_upload_that_was_cut_off_what_arrived_is_shown()
    {
        var whole = Pictures.Of(640, 480);
        var (photo, refusal) = PhotoIntake.Take(whole.AsSpan(0, whole.Length / 2));
        Assert.Null(refusal);
        Assert.Equal((640, 480), (photo!.Width, photo.Height));
    }

    [Fact]
    public void A_picture_that_ends_in_its_header_is_refused_not_thrown_over()
    {
        var whole = Pictures.Of(64, 32);
        for (var length = 3; length < 200; length++)
        {
            var (photo, refusal) = PhotoIntake.Take(whole.AsSpan(0, length));
            Assert.True(photo is null != refusal is null);
        }
    }

    private static bool Holds(byte[] content, string words) => content.AsSpan().IndexOf(System.Text.Encoding.Latin1.GetBytes(words)) >= 0;
}
