using Board.Log;
using Board.Log.Azure;

namespace Board.Tests.Log.Azure;

/// <summary>What is signed, against the examples of "Authorize with Shared Key" in the REST reference of Azure Storage.</summary>
public sealed class SharedKeySignatureTests
{
    private static readonly SharedKeySignature Signature = new("myaccount", Convert.FromBase64String("bXkga2V5"));

    [Fact]
    public void A_request_for_a_containers_metadata_is_signed_as_documented()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=metadata&timeout=20");
        Add(request, ("x-ms-version", "2015-02-21"), ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"));
        Assert.Equal(
            "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20",
            Signature.StringToSign(request));
    }

    [Fact]
    public void A_request_that_makes_a_container_signs_a_length_of_zero_as_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "https://myaccount.blob.core.windows.net/mycontainer?restype=container&timeout=30") { Content = new ByteArrayContent([]) };
        Add(request, ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"), ("x-ms-version", "2015-02-21"), ("x-ms-meta-Name", "StorageSample"));
        Assert.Equal(
            "PUT\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-meta-name:StorageSample\nx-ms-version:2015-02-21\n/myaccount/mycontainer\nrestype:container\ntimeout:30",
            Signature.StringToSign(request));
    }

    [Fact]
    public void Conditions_ranges_and_lengths_stand_where_they_belong_and_values_are_signed_unescaped()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://127.0.0.1:10000/myaccount/board/log/cycle-a/000001?comp=appendblock&prefix=a%2Fb")
        {
            Content = new ByteArrayContent(new byte[11]),
        };
        Add(request, ("If-Match", "\"0x8D\""), ("If-None-Match", "*"), ("Range", "bytes=3-9"), ("x-ms-blob-condition-appendpos", "77"));
        Assert.Equal(
            "PUT\n\n\n11\n\n\n\n\n\"0x8D\"\n*\n\nbytes=3-9\nx-ms-blob-condition-appendpos:77\n/myaccount/myaccount/board/log/cycle-a/000001\ncomp:appendblock\nprefix:a/b",
            Signature.StringToSign(request));
    }

    [Fact]
    public void The_signature_is_the_keyed_hash_of_that()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://myaccount.blob.core.windows.net/mycontainer");
        var hash = System.Security.Cryptography.HMACSHA256.HashData("my key"u8, System.Text.Encoding.UTF8.GetBytes("GET\n\n\n\n\n\n\n\n\n\n\n\n/myaccount/mycontainer"));
        Assert.Equal($"SharedKey myaccount:{Convert.ToBase64String(hash)}", Signature.For(request));
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=school;AccountKey=bXkga2V5;EndpointSuffix=core.chinacloudapi.cn", "https://school.blob.core.chinacloudapi.cn/")]
    [InlineData("AccountName=school;AccountKey=bXkga2V5", "https://school.blob.core.windows.net/")]
    [InlineData("BlobEndpoint=https://school.blob.core.windows.net/;SharedAccessSignature=sv=2022&sig=a%3D", "https://school.blob.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1/")]
    public void A_connection_string_says_where(string connection, string endpoint) => Assert.Equal(endpoint, BlobAccount.Parse(connection).Endpoint.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense-secret")]
    [InlineData("AccountName=school")]
    [InlineData("AccountName=school;AccountKey=not secret!")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("BlobEndpoint=secret;SharedAccessSignature=sig=secret")]
    public void A_connection_string_that_says_too_little_is_refused_without_telling_what_it_says(string connection)
    {
        var told = Assert.Throws<LogUnavailableException>(() => BlobAccount.Parse(connection));
        Assert.Contains("connection string", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static void Add(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
    }
}
