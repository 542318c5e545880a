using System.Numerics;
using Keras.Core;
using Keras.Engine.Fusion;
using Keras.Engine.Planning;

namespace Keras.Engine.Execution;

/// <summary>Turns a region, whose operands and results have addresses, into instructions over tiles.</summary>
internal sealed unsafe class RegionCompiler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long LongestPeriod = 4096;
    private readonly Region _region;
    private readonly Placement<T> _placement;
    private readonly Dictionary<Value, RegionProgram<T>.Place> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> _lastUse = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<nint, int> _lastRead = [];
    private readonly List<RegionProgram<T>.Instruction> _instructions = [];
    private readonly List<(Spread, nint, int)> _repeated = [];
    private readonly Stack<int> _free = new();
    private readonly long _period;
    private int _slots;

    private RegionCompiler(Region region, Placement<T> placement, Value? inParts)
    {
        (_region, _placement) = (region, placement);
        if (inParts is not null)
        {
            _places[inParts] = new(RegionProgram<T>.PlaceKind.Part, 0);
        }
        _period = CommonPeriod();
    }

    /// <summary>
    /// The operand <paramref name="inParts"/> has no address: each run is given its part. With <paramref name="resultInParts"/> the only result has none either, and
    /// takes the operand's place.
    /// </summary>
    public static RegionProgram<T> Compile(Region region, Placement<T> placement, Value? inParts = null, bool resultInParts = false) =>
        new RegionCompiler<T>(region, placement, inParts).Compile(resultInParts);

    private RegionProgram<T> Compile(bool resultInParts)
    {
        var work = Instructions<T>.Of(_region);
        var members = new HashSet<Value>(_region.Members, ReferenceEqualityComparer.Instance);
        for (int i = 0; i < work.Length; i++)
        {
            foreach (var operand in work[i].Operands.Select(Aliases.Root))
            {
                _lastUse[operand] = i;
                if (!members.Contains(operand) && !_places.ContainsKey(operand))
                {
                    _lastRead[(nint)_placement[Region.Source(operand)]] = i;
                }
            }
        }

        var results = new HashSet<Value>(_region.Results, ReferenceEqualityComparer.Instance);
        var moves = new List<(RegionProgram<T>.Place From, nint To)>();
        for (int i = 0; i < work.Length; i++)
        {
            var operands = Array.ConvertAll(work[i].Operands, Find);
            GiveBack(work[i].Operands, i, moves);
            if (resultInParts && results.Contains(work[i].Result))
            {
                // Nothing of the region comes after its only result.
                _instructions.Add(new() { Kernel = work[i].Kernel, Destination = new(RegionProgram<T>.PlaceKind.Part, 0), Operands = operands });
                break;
            }
            var destination = Destination(work[i].Result, i, results, moves);
            foreach (var other in work[i].Others)
            {
                operands = [.. operands, Destination(other, i, results, moves)];
            }
            _instructions.Add(new()
            {
                Kernel = work[i].Kernel,
                Destination = destination,
                Operands = operands,
            });
        }
        foreach (var (from, to) in moves)
        {
            _instructions.Add(new() { Kernel = &ElementwiseTable<T>.Move, Operands = [from], Destination = new(RegionProgram<T>.PlaceKind.Array, to) });
        }
        return new([.. _instructions], [.. _repeated], _slots, _period);
    }

    /// <summary>Where an instruction leaves a member: a slot where no others than members read it, and where later instructions read what lies at its address; it then moves there in the end.</summary>
    private RegionProgram<T>.Place Destination(Value member, int instruction, HashSet<Value> results, List<(RegionProgram<T>.Place From, nint To)> moves)
    {
        nint address = results.Contains(member) ? (nint)_placement[member] : 0;
        bool isReadLater = address != 0 && _lastRead.TryGetValue(address, out int last) && last > instruction;
        RegionProgram<T>.Place place = address != 0 && !isReadLater ? new(RegionProgram<T>.PlaceKind.Array, address) : new(RegionProgram<T>.PlaceKind.Slot, TakeSlot());
        if (isReadLater)
        {
            moves.Add((place, address));
        }
        return _places[member] = place;
    }

    /// <summary>Frees the slots of operands that nothing later reads.</summary>
    private void GiveBack(Value[] operands, int instruction, List<(RegionProgram<T>.Place From, nint To)> moves)
    {
        foreach (var operand in operands.Select(Aliases.Root).Distinct(ReferenceEqualityComparer.Instance).Cast<Value>())
        {
            if (_lastUse[operand] == instruction && IsTemporary(operand) && !moves.Exists(move => move.From == _places[operand]))
            {
                _free.Push((int)_places[operand].At);
            }
        }
    }

    private int TakeSlot() => _free.TryPop(out int slot) ? slot : _slots++;

    /// <summary>True when the slot of this value may be used again after its last reader.</summary>
    private bool IsTemporary(Value value) => _places[value].Kind == RegionProgram<T>.PlaceKind.Slot && !_repeated.Exists(repeated => repeated.Item3 == _places[value].At);

    /// <summary>Where an operand lies; what is spread out gets a slot, filled once or for each tile.</summary>
    private RegionProgram<T>.Place Find(Value operand)
    {
        var root = Aliases.Root(operand);
        if (_places.TryGetValue(root, out var place))
        {
            return place;
        }
        nint address = (nint)_placement[Region.Source(operand)];
        if (Region.Spread(operand) is not { } spread)
        {
            place = new(RegionProgram<T>.PlaceKind.Array, address);
        }
        else if (spread.IsScalar)
        {
            place = new(RegionProgram<T>.PlaceKind.Scalar, address);
        }
        else if (_period % spread.Period == 0)
        {
            place = new(RegionProgram<T>.PlaceKind.Slot, _slots++);
            _repeated.Add((spread, address, (int)place.At));
        }
        else
        {
            place = new(RegionProgram<T>.PlaceKind.Slot, TakeSlot());
            _instructions.Add(new() { Spread = spread, Operands = [new(RegionProgram<T>.PlaceKind.Array, address)], Destination = place });
        }
        _places[root] = place;
        return place;
    }

    /// <summary>The smallest number that the periods of the repeated operands divide, leaving out those that would make tiles too long.</summary>
    private long CommonPeriod()
    {
        long common = 1;
        foreach (var operand in _region.Members.SelectMany(member => member.Operands))
        {
            if (Region.Spread(operand) is { IsScalar: false } spread && Aliases.Root(operand) is var root && !_region.Members.Contains(root))
            {
                long period = spread.Period, next = common / (long)BigInteger.GreatestCommonDivisor(common, period) * period;
                common = next <= LongestPeriod ? next : common;
            }
        }
        return common;
    }
}
