using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>States whose elements are stored in another type than the engine's are converted when they are read and written.</summary>
internal static unsafe class StateMemory<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsDirect(State state) => state.ElementSize == sizeof(T);

    public static Operation<T> Load(Value value)
    {
        var state = ((Read)value.Primitive).State;
        return new("Read", [], [value], placement =>
        {
            T* to = placement[value];
            return new Step($"Read {state}", 1, state.Shape.Product, (_, _) =>
            {
                if (sizeof(T) == sizeof(float))
                {
                    Convert((double*)state.Address, to, value.Shape.Product);
                }
                else
                {
                    Convert((float*)state.Address, to, value.Shape.Product);
                }
            });
        });
    }

    /// <summary>Writes a state's new content, computed elsewhere.</summary>
    public static Step Store(State state, T* from) => new($"Store {state}", 1, state.Shape.Product, (_, _) =>
    {
        int count = state.Shape.Product;
        if (IsDirect(state))
        {
            new Span<T>(from, count).CopyTo(new Span<T>((T*)state.Address, count));
        }
        else if (sizeof(T) == sizeof(float))
        {
            Convert(from, (double*)state.Address, count);
        }
        else
        {
            Convert(from, (float*)state.Address, count);
        }
    });

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Convert<TFrom, TTo>(TFrom* from, TTo* to, int count)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }
}
