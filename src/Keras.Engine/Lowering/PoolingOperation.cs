using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Max pooling, its places, its gradient and the gradient of that. The largest elements and their places are found in one pass when both are wanted.</summary>
internal static unsafe class PoolingOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double NanosecondsATap = 0.15;

    public static Operation<T>? Of(Value value) => InLanes.Unwrap(value.Primitive) switch
    {
        MaxPool pool => Largest(pool.Geometry, value, null),
        MaxPoolPlace pool => Largest(pool.Geometry, null, value),
        PoolScatter scatter => Scatter(value, scatter.Geometry, null),
        PoolGather gather => Gather(value, gather.Geometry),
        _ => null,
    };

    /// <summary>The largest elements, their places, or both, of one image.</summary>
    public static Operation<T> Largest(WindowGeometry geometry, Value? elements, Value? places)
    {
        var small = (elements ?? places)!;
        var big = small.Operands[0];
        var kernel = new MaxPoolKernel<T>(WindowsOperation<T>.Shape(geometry, big.Shape, small.Shape));
        string name = $"{Name(places)} {big.Shape} to {small.Shape}";
        return new(name, [big], [.. new[] { elements, places }.OfType<Value>()], placement =>
        {
            T* from = placement[big], to = elements is null ? null : placement[elements], at = places is null ? null : placement[places];
            return new Step(name, kernel.TaskCount, Nanoseconds(small.Shape, geometry), (task, _) => kernel.Run(task, from, to, at));
        });
    }

    /// <summary>True when each element lies in one window at most, and none in padding.</summary>
    public static bool IsSideBySide(WindowGeometry pooling) =>
        pooling.Kernel == pooling.Strides && pooling.Before.All(rows => rows == 0) && pooling.After.All(rows => rows == 0) && pooling.Dilations.All(step => step == 1);

    public static string Name(Value? places) => places is null ? "MaxPool" : "MaxPool with places";

    public static double Nanoseconds(Dimensions small, WindowGeometry geometry) => NanosecondsATap * small.Product * geometry.Kernel.Product;

    /// <summary>The gradient of the largest elements, and the region that alone reads it, if there is one.</summary>
    public static Operation<T> Scatter(Value value, WindowGeometry geometry, Region? region)
    {
        var kernel = new PoolScatterKernel<T>(WindowsOperation<T>.Shape(geometry, value.Shape, value.Operands[0].Shape));
        return ProductOperation<T>.Of(value, region, new(
            $"PoolScatter {value.Operands[0].Shape} to {value.Shape}", kernel.TaskCount, NanosecondsATap * value.Shape.Product, 0,
            kernel.Part, (task, small, places, big, _) => kernel.Run(task, (T*)small, (T*)places, (T*)big)));
    }

    private static Operation<T> Gather(Value value, WindowGeometry geometry)
    {
        var kernel = new PoolGatherKernel<T>(WindowsOperation<T>.Shape(geometry, value.Operands[0].Shape, value.Shape));
        string name = $"PoolGather {value.Operands[0].Shape} to {value.Shape}";
        return new(name, value.Operands, [value], placement =>
        {
            T* big = placement[value.Operands[0]], places = placement[value.Operands[1]], small = placement[value];
            return new Step(name, kernel.TaskCount, NanosecondsATap * value.Shape.Product * geometry.Kernel.Product, (task, _) => kernel.Run(task, big, places, small));
        });
    }
}
