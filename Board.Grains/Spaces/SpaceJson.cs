using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Board.Spaces;

/// <summary>
/// The one JSON of ops, entries and states: the same bytes in the log and on the wire. Ops are told apart by <c>type</c>,
/// from the registries of their kinds of space.
/// </summary>
public static class SpaceJson
{
    /// <summary>Deeper input is refused.</summary>
    public const int MaxDepth = 24;

    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Write(SpaceState state) => JsonSerializer.SerializeToUtf8Bytes(state, state.GetType(), Options);

    public static SpaceState ReadState(SpaceKind kind, ReadOnlySpan<byte> json) =>
        (SpaceState)(JsonSerializer.Deserialize(json, kind.StateType, Options) ?? throw new JsonException("A state is an object."));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameOps, LeaveOutEmpty } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new EntryJson());
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(LeftOutWhenEmptyAttribute), inherit: false) is true)
                property.ShouldSerialize = static (_, value) => value is IEnumerable held && held.GetEnumerator().MoveNext();
        }
    }

    private static void NameOps(JsonTypeInfo type)
    {
        if (type.Type != typeof(SpaceOp)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "type",
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var op in SpaceKinds.All.SelectMany(kind => kind.Ops).Distinct())
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(op.Type, op.Discriminator));
    }
}
