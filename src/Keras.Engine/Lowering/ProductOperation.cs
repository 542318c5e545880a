using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>A kernel of two operands that is cut into tasks, each of which computes a contiguous part of the result when <see cref="Part"/> is asked.</summary>
internal sealed record Product(
    string Name, int Tasks, double Nanoseconds, int ScratchBytes, Func<int, (nint Start, nint Length)> Part, Action<int, nint, nint, nint, nint> Run);

/// <summary>
/// A product (or whatever else is computed in contiguous parts), alone or with the region that alone reads it: bias and activation, an activation's gradient, or the optimizer's
/// update of a weight whose gradient it is. Then
/// each task puts its part of the product into scratch memory and computes the region's elements there, while they are in the cache.
/// </summary>
internal static unsafe class ProductOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Operation<T> Of(Value value, Region? region, Product product) => region is null
        ? new(product.Name, value.Operands, [value], placement => Bind(value, product, placement))
        : new($"{product.Name}, {region}", [.. value.Operands, .. region.Operands().Where(operand => operand != value)], region.Results, placement => Bind(value, region, product, placement))
        {
            ReadInPlace = new HashSet<Value>(region.ReadInPlace().Except(value.Operands.Append(value).Select(Aliases.Root)), ReferenceEqualityComparer.Instance),
        };

    private static Step Bind(Value value, Product product, Placement<T> placement)
    {
        nint left = (nint)placement[value.Operands[0]], right = (nint)placement[value.Operands[1]], result = (nint)placement[value];
        return new(product.Name, product.Tasks, product.Nanoseconds, (task, scratch) => product.Run(task, left, right, result, scratch), product.ScratchBytes);
    }

    private static Step Bind(Value value, Region region, Product product, Placement<T> placement)
    {
        nint left = (nint)placement[value.Operands[0]], right = (nint)placement[value.Operands[1]];
        var program = RegionCompiler<T>.Compile(region, placement, inParts: value);
        nint longest = Enumerable.Range(0, product.Tasks).Select(task => product.Part(task).Length).DefaultIfEmpty(0).Max();
        nint partBytes = (longest * sizeof(T) + 63) / 64 * 64;
        return new(
            $"{product.Name}, {region}", product.Tasks, product.Nanoseconds + region.Nanoseconds,
            (task, scratch) =>
            {
                var (start, length) = product.Part(task);
                nint part = scratch, rest = scratch + partBytes;
                product.Run(task, left, right, part - start * sizeof(T), rest);
                program.Run(start, length, (T*)rest, (T*)part);
            },
            partBytes + Math.Max(product.ScratchBytes, program.ScratchBytes));
    }
}
