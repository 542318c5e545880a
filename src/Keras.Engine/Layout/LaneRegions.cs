using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// Which values have their batch in lanes: images that window and pooling primitives read and make, and whatever is joined to them by primitives that
/// leave the batch axis alone, up to matrix products, sources, and what mixes images.
/// </summary>
internal sealed class LaneRegions
{
    private readonly HashSet<Value> _members = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, List<Value>> _readers = new(ReferenceEqualityComparer.Instance);

    private LaneRegions(IEnumerable<Value> values)
    {
        foreach (var value in values)
        {
            foreach (var operand in value.Operands)
            {
                (_readers.TryGetValue(operand, out var readers) ? readers : _readers[operand] = []).Add(value);
            }
        }
    }

    /// <summary>The values to be computed in lanes.</summary>
    public static IReadOnlySet<Value> Of(IList<Value> values, Batches batches)
    {
        var regions = new LaneRegions(values);
        foreach (var value in values.Where(value => SpatialRank(value.Primitive) > 0))
        {
            foreach (var image in value.Operands.Append(value).Where(operand => IsImage(value, operand) && batches.HasLanes(operand.Shape[0])))
            {
                regions.Grow(image);
            }
        }
        return regions._members;
    }

    /// <summary>The number of spatial axes of a window or pooling primitive, 0 of another.</summary>
    public static int SpatialRank(Primitive primitive) => primitive switch
    {
        WindowsDown down => down.Geometry.SpatialRank,
        WindowsUp up => up.Geometry.SpatialRank,
        WindowsWeights weights => weights.Geometry.SpatialRank,
        MaxPool pool => pool.Geometry.SpatialRank,
        MaxPoolPlace pool => pool.Geometry.SpatialRank,
        PoolScatter scatter => scatter.Geometry.SpatialRank,
        PoolGather gather => gather.Geometry.SpatialRank,
        _ => 0,
    };

    /// <summary>True for the operands and the result of a window or pooling primitive that are images, not kernels.</summary>
    public static bool IsImage(Value window, Value operand) => window.Primitive switch
    {
        WindowsDown or WindowsUp => !ReferenceEquals(operand, window.Operands[1]) || ReferenceEquals(operand, window.Operands[0]),
        WindowsWeights => !ReferenceEquals(operand, window),
        _ => true,
    };

    private void Grow(Value start)
    {
        var pending = new Stack<Value>([start]);
        while (pending.TryPop(out var value))
        {
            if (!IsComputedInLanes(value) || !_members.Add(value))
            {
                continue;
            }
            foreach (var operand in value.Operands.Where(operand => KeepsBatch(value, operand)))
            {
                pending.Push(operand);
            }
            foreach (var reader in _readers.GetValueOrDefault(value) ?? [])
            {
                if (KeepsBatch(reader, value))
                {
                    pending.Push(reader);
                }
            }
        }
    }

    private static bool IsComputedInLanes(Value value) => SpatialRank(value.Primitive) > 0
        ? value.Primitive is not WindowsWeights
        : value.Rank > 0 && value.Shape[0] > 1 && (value.Primitive is Broadcast || value.Operands.Any(operand => KeepsBatch(value, operand)));

    /// <summary>True when the images of the operand are those of the value, one for one.</summary>
    public static bool KeepsBatch(Value value, Value operand)
    {
        if (operand.Rank == 0 || value.Rank == 0 || operand.Shape[0] != value.Shape[0])
        {
            return false;
        }
        return value.Primitive switch
        {
            Elementwise => true,
            Broadcast => operand.Rank == value.Rank,
            Reshape => true,
            Transpose transpose => transpose.Permutation[0] == 0,
            Pad or Slice => true,
            Concatenate concatenate => concatenate.Axis != 0,
            Sum or Max => !((Reduction)value.Primitive).Axes.Contains(0),
            WindowsDown or WindowsUp => IsImage(value, operand),
            MaxPool or MaxPoolPlace or PoolScatter or PoolGather => true,
            _ => false,
        };
    }
}
