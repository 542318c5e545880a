using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>Where every value lies in memory.</summary>
internal sealed unsafe class Placement<T> where T : unmanaged
{
    private readonly Dictionary<Value, nint> _addresses = new(ReferenceEqualityComparer.Instance);

    public T* this[Value place] => _addresses.TryGetValue(Aliases.Root(place), out nint address)
        ? (T*)address
        : throw new InvalidOperationException($"The plan has no memory for {place}.");

    public bool Has(Value place) => _addresses.ContainsKey(Aliases.Root(place));

    public void Put(Value place, void* address) => _addresses[Aliases.Root(place)] = (nint)address;
}
