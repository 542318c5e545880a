using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>
/// Where in one block of memory each computed value lies. Values whose lives do not meet share memory: the largest is placed first,
/// each at the lowest offset that is free for its whole life. Large values share only with their like: of values of one size a thread writes the same part
/// (<see cref="Execution.Bundle"/>), so that the memory stays in its cache instead of being fetched from another processor's.
/// </summary>
internal static class Arena
{
    private const long Alignment = 64;

    // From here on a value is worth a place that no other size takes.
    private const long Large = 1 << 16;

    /// <summary>A value's memory, from the bundle that writes it to the last one that reads it.</summary>
    public sealed class Block(Value value, long bytes, int first)
    {
        public Value Value { get; } = value;

        public long Bytes { get; } = (bytes + Alignment - 1) / Alignment * Alignment;

        public int First { get; } = first;

        public int Last { get; set; } = first;

        public long Offset { get; set; }
    }

    /// <summary>Gives each block an offset and returns the size of the whole.</summary>
    public static long Place(IReadOnlyList<Block> blocks)
    {
        long size = 0;
        var placed = new List<Block>();
        foreach (var block in blocks.OrderByDescending(block => block.Bytes).ThenBy(block => block.First))
        {
            long offset = 0;
            foreach (var other in placed.Where(other => !MayShare(block, other)).OrderBy(other => other.Offset))
            {
                if (other.Offset >= offset + block.Bytes)
                {
                    break;
                }
                offset = Math.Max(offset, other.Offset + other.Bytes);
            }
            block.Offset = offset;
            size = Math.Max(size, offset + block.Bytes);
            placed.Add(block);
        }
        return size;
    }

    private static bool MayShare(Block block, Block other) =>
        (other.First > block.Last || block.First > other.Last) && (block.Bytes == other.Bytes || Math.Max(block.Bytes, other.Bytes) < Large);

    /// <summary>
    /// The blocks of all results of a schedule, but those in <paramref name="elsewhere"/>. A result of an operation that works in place takes over the
    /// block of an operand of its size that nobody reads afterwards.
    /// </summary>
    public static Dictionary<Value, Block> Blocks<T>(Schedule<T> schedule, int elementSize, IReadOnlySet<Value> elsewhere, IReadOnlySet<Value> kept) where T : unmanaged
    {
        var blocks = new Dictionary<Value, Block>(ReferenceEqualityComparer.Instance);
        var readers = new Dictionary<Value, (int Last, int InLast)>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < schedule.Bundles.Count; i++)
        {
            foreach (var operand in schedule.Bundles[i].SelectMany(operation => operation.Operands))
            {
                readers[operand] = readers.TryGetValue(operand, out var last) && last.Last == i ? (i, last.InLast + 1) : (i, 1);
            }
        }
        for (int i = 0; i < schedule.Bundles.Count; i++)
        {
            foreach (var operation in schedule.Bundles[i])
            {
                var dying = operation.ReadInPlace
                    .Where(operand => readers[operand] == (i, 1) && !kept.Contains(operand) && blocks.TryGetValue(operand, out var block) && block.Value.Shape.Product == operand.Shape.Product && block.First < i)
                    .ToList();
                foreach (var result in operation.Results.Where(result => !elsewhere.Contains(result)))
                {
                    int last = kept.Contains(result) ? int.MaxValue : readers.TryGetValue(result, out var read) ? read.Last : i;
                    var reused = dying.FirstOrDefault(operand => operand.Shape.Product == result.Shape.Product);
                    if (reused is not null)
                    {
                        dying.Remove(reused);
                        blocks[result] = blocks[reused];
                        blocks[result].Last = last;
                        continue;
                    }
                    blocks[result] = new(result, (long)result.Shape.Product * elementSize, i) { Last = last };
                }
            }
        }
        return blocks;
    }
}
