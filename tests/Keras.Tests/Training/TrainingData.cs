using static Keras.Functional;

namespace Keras.Tests.Training;

/// <summary>Small models and data to train them on.</summary>
internal static class TrainingData
{
    /// <summary>One input of three numbers, one output of two, all weights zero.</summary>
    public static Model OneOutput(string name = "one")
    {
        var x = Input(3, name: "x");
        return new Model(x, Dense(2, kernelInitializer: "zeros", name: "y")(x), name);
    }

    /// <summary>One input of three numbers, outputs 'a' of two and 'b' of one.</summary>
    public static Model TwoOutputs()
    {
        var x = Input(3, name: "x");
        return new Model(x, [Dense(2, kernelInitializer: "zeros", name: "a")(x), Dense(1, kernelInitializer: "zeros", name: "b")(x)], "two");
    }

    /// <summary>Numbers from -1 to 1 that look disordered.</summary>
    public static float[,] Numbers(int samples, int size, int seed = 1)
    {
        var numbers = new float[samples, size];
        for (int i = 0; i < samples * size; i++)
        {
            numbers[i / size, i % size] = ((i + 1) * 7919 + seed * 104729) % 2001 / 1000f - 1;
        }
        return numbers;
    }

    public static float[] Weights(Model model) => [.. model.Weights.SelectMany(weight => weight.State.Elements<float>().ToArray())];

    /// <summary>What is written to standard error meanwhile. Tests that use it run alone.</summary>
    public static string ErrorsOf(Action action)
    {
        var error = Console.Error;
        using var text = new StringWriter();
        Console.SetError(text);
        try
        {
            action();
        }
        finally
        {
            Console.SetError(error);
        }
        return text.ToString();
    }
}

/// <summary>Tests that take hold of what the whole process has one of, the console and the random generator, run one after another.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
