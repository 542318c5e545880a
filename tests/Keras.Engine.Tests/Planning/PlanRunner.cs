using System.Numerics;
using Keras.Core;
using Keras.Engine.Reference;

namespace Keras.Engine.Tests.Planning;

/// <summary>Runs a graph by a plan and by the reference interpreter and compares all results.</summary>
internal static class PlanRunner
{
    public static void Compare<T>(Value[] inputs, Value[] outputs, double[][] data, double tolerance, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var given = data.Select(numbers => Array.ConvertAll(numbers, number => double.CreateTruncating(T.CreateTruncating(number)))).ToArray();
        var expected = ReferenceInterpreter.Evaluate(outputs, inputs.Zip(given).ToDictionary(pair => pair.First, pair => pair.Second));
        var plan = Plan<T>.Compile(new(inputs, outputs, []));
        Fill(plan, given);
        plan.Run();
        for (int i = 0; i < outputs.Length; i++)
        {
            AssertNear(expected[i], plan.Output(i), tolerance, $"{name}, output {i}");
        }
    }

    public static void Fill<T>(Plan<T> plan, double[][] data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < data.Length; i++)
        {
            var to = plan.Input(i);
            Assert.Equal(data[i].Length, to.Length);
            for (int j = 0; j < to.Length; j++)
            {
                to[j] = T.CreateTruncating(data[i][j]);
            }
        }
    }

    public static void AssertNear<T>(double[] expected, ReadOnlySpan<T> actual, double tolerance, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateTruncating(actual[i]);
            bool same = double.IsNaN(expected[i]) ? double.IsNaN(value) : value == expected[i] || Math.Abs(value - expected[i]) <= tolerance * (1 + scale);
            Assert.True(same, $"{name}: element {i} is {value}, expected {expected[i]}.");
        }
    }
}
