using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Random numbers, cut into runs of the generator's blocks, each of which depends on its number alone.</summary>
internal static unsafe class RandomOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TaskElements = 1 << 12;
    private const double NanosecondsAnElement = 6;

    public static Operation<T> Of(Value value)
    {
        int count = value.Shape.Product, tasks = (count + TaskElements - 1) / TaskElements;
        string name = $"RandomUniform {value.Shape}";
        return new(name, value.Operands, [value], placement =>
        {
            T* keyAndCounter = placement[value.Operands[0]], numbers = placement[value];
            return new Step(name, tasks, NanosecondsAnElement * count, (task, _) =>
            {
                int start = task * TaskElements;
                var part = new Span<T>(numbers + start, Math.Min(TaskElements, count - start));
                Philox.Fill(uint.CreateTruncating(keyAndCounter[0]), uint.CreateTruncating(keyAndCounter[1]), part, (uint)(start / 4));
            });
        });
    }
}
