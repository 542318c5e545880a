using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>
/// A region made ready: instructions over tiles. A tile is as long as lets all its intermediates stay in the first-level cache, and a
/// multiple of the period of short repeated operands, which are then spread out once for all tiles.
/// </summary>
internal sealed unsafe class RegionProgram<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int CacheBytes = 24 * 1024;
    private const int Longest = 1024;
    private const int Shortest = 256;
    private const int MostOperands = 11;
    private readonly Instruction[] _instructions;
    private readonly (Spread Spread, nint Source, int Slot)[] _repeated;
    private readonly int _slots;
    private readonly nint _tile;

    public RegionProgram(Instruction[] instructions, (Spread Spread, nint Source, int Slot)[] repeated, int slots, long period)
    {
        (_instructions, _repeated, _slots) = (instructions, repeated, slots);
        long fits = Math.Clamp(CacheBytes / (Math.Max(slots, 1) * sizeof(T)) / 64 * 64, Shortest, Longest);
        _tile = (nint)(period > fits ? period : fits / period * period);
    }

    /// <summary>Where an instruction finds or leaves elements: an array, one number, a slot of the tile's own memory, or the part of an array that the run was given.</summary>
    public readonly record struct Place(PlaceKind Kind, nint At);

    public enum PlaceKind
    {
        Array,
        Scalar,
        Slot,
        Part,
    }

    /// <summary>A kernel over a tile; or, without one, the spreading of the array that is its operand.</summary>
    public readonly struct Instruction
    {
        public delegate*<T*, Operand<T>*, nint, void> Kernel { get; init; }

        public Spread? Spread { get; init; }

        public Place Destination { get; init; }

        public Place[] Operands { get; init; }
    }

    /// <summary>How many elements each tile has.</summary>
    public nint Tile => _tile;

    /// <summary>Memory that <see cref="Run"/> needs for a tile's intermediates.</summary>
    public nint ScratchBytes => _slots * _tile * sizeof(T);

    /// <summary>Computes the elements from <paramref name="start"/> on; <paramref name="part"/> holds these elements of the operand that was said to come in parts.</summary>
    [SkipLocalsInit]
    public void Run(nint start, nint length, T* slots, T* part = null)
    {
        part -= start;
        foreach (var (spread, source, slot) in _repeated)
        {
            spread.Fill((T*)source, slots + slot * _tile, start, Math.Min(_tile, length));
        }
        Operand<T>* operands = stackalloc Operand<T>[MostOperands];
        // One instruction alone hands nothing on to another through the cache.
        nint tile = _slots == 0 && _instructions.Length == 1 ? length : _tile;
        for (nint end = start + length; start < end; start += tile)
        {
            nint count = Math.Min(tile, end - start);
            foreach (ref readonly var instruction in _instructions.AsSpan())
            {
                T* destination = Resolve(instruction.Destination, slots, part, start).Pointer;
                if (instruction.Spread is { } spread)
                {
                    spread.Fill((T*)instruction.Operands[0].At, destination, start, count);
                    continue;
                }
                var places = instruction.Operands;
                for (int i = 0; i < places.Length; i++)
                {
                    operands[i] = Resolve(places[i], slots, part, start);
                }
                instruction.Kernel(destination, operands, count);
            }
        }
    }

    private Operand<T> Resolve(Place place, T* slots, T* part, nint start) => place.Kind switch
    {
        PlaceKind.Array => new((T*)place.At + start, 1),
        PlaceKind.Scalar => new((T*)place.At, 0),
        PlaceKind.Part => new(part + start, 1),
        _ => new(slots + place.At * _tile, 1),
    };
}
