using NumSharp;
using static Keras.Functional;

namespace Keras.Tests.Training;

public class PredictIntoSpanTests
{
    private const int Input = 60, Output = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(32)]
    [InlineData(70)]
    public void GivesTheNumbersOfPredictOnArrays(int samples)
    {
        var model = Dense();
        var x = TrainingData.Numbers(samples, Input);
        var output = new float[samples * Output];
        model.Predict(Flat(x), output);
        Assert.Equal(model.Predict(x, verbose: 0).ToArray<float>(), output);
    }

    [Fact]
    public void TakesImagesAndWritesOverThem()
    {
        var x = Functional.Input((6, 6, 1));
        var model = new Model(x, Conv2D(1, 3, padding: "same")(Conv2D(4, 3, padding: "same", activation: "relu")(x)));
        var images = Flat(TrainingData.Numbers(40, 36));
        var expected = model.Predict(np.array(images).reshape(40, 6, 6, 1), verbose: 0).ToArray<float>();
        model.Predict(images, images);
        Assert.Equal(expected, images);
    }

    [Fact]
    public void SeesNewWeightsAndLayers()
    {
        var model = new Sequential([Functional.Input(3), Functional.Dense(2, kernelInitializer: "ones")]);
        var output = new float[2];
        model.Predict([1, 2, 3], output);
        Assert.Equal([6, 6], output);
        model.SetWeights([np.ones(new Shape(3, 2)), np.array(new[] { 1f, 2f })]);
        model.Predict([1, 2, 3], output);
        Assert.Equal([7, 8], output);
        model.Add(Functional.Dense(1, kernelInitializer: "ones"));
        model.Predict([1, 2, 3], output.AsSpan(0, 1));
        Assert.Equal(15, output[0]);
    }

    [Fact]
    public void AllocatesNothingAfterTheFirstCallOfALength()
    {
        var model = Dense();
        float[] one = Flat(TrainingData.Numbers(1, Input)), several = Flat(TrainingData.Numbers(37, Input));
        float[] oneOutput = new float[Output], severalOutput = new float[37 * Output];
        model.Predict(one, oneOutput);
        model.Predict(several, severalOutput);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            model.Predict(one, oneOutput);
            model.Predict(several, severalOutput);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void EightThreadsAtOnceGetTheirOwnResults()
    {
        const int threads = 8, rounds = 200;
        var model = Dense();
        var images = Enumerable.Range(0, threads).Select(thread => TrainingData.Numbers(40, Input, seed: thread + 1)).ToArray();
        var expected = images.Select(x => model.Predict(x, verbose: 0).ToArray<float>()).ToArray();
        var alone = images.Select(x => OneByOne(model, Flat(x))).ToArray();
        var failures = new int[threads];
        using var start = new Barrier(threads);
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            var x = Flat(images[thread]);
            var output = new float[40 * Output];
            start.SignalAndWait();
            for (int round = 0; round < rounds; round++)
            {
                Array.Clear(output);
                model.Predict(x, output);
                bool right = output.AsSpan().SequenceEqual(expected[thread]);
                int sample = round % 40;
                model.Predict(x.AsSpan(sample * Input, Input), output.AsSpan(0, Output));
                right &= round % 20 != 0 || model.Predict(images[thread], verbose: 0).ToArray<float>().AsSpan().SequenceEqual(expected[thread]);
                failures[thread] += right && output.AsSpan(0, Output).SequenceEqual(alone[thread].AsSpan(sample * Output, Output)) ? 0 : 1;
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        Assert.All(failures, count => Assert.Equal(0, count));
    }

    [Fact]
    public void SaysWhichLengthsItExpects()
    {
        var model = TrainingData.OneOutput();
        var x = Assert.Throws<ArgumentException>(() => model.Predict(new float[4], new float[2]));
        Assert.Equal("Model 'one': x holds 4 numbers; expected a multiple of 3, the length of a sample of shape (3,), and at least one sample. (Parameter 'x')", x.Message);
        Assert.Throws<ArgumentException>("x", () => model.Predict([], Span<float>.Empty));
        var output = Assert.Throws<ArgumentException>(() => model.Predict(new float[6], new float[3]));
        Assert.Equal("Model 'one': output holds 3 numbers; expected 4, 2 for each of the 2 sample(s) in x. (Parameter 'output')", output.Message);
    }

    [Fact]
    public void RefusesSeveralOutputsAndUnknownSizes()
    {
        var several = Assert.Throws<InvalidOperationException>(() => TrainingData.TwoOutputs().Predict(new float[3], new float[3]));
        Assert.Equal("Model 'two' has 1 input(s) (x) and 2 output(s) (a, b); Predict into a span takes models with one of each. Call Predict or PredictAll with arrays.", several.Message);
        var x = Functional.Input((null, 3));
        var open = Assert.Throws<InvalidOperationException>(() => new Model(x, Functional.Dense(2)(x), "open").Predict(new float[3], new float[2]));
        Assert.Equal("Model 'open' takes (None, None, 3) and gives (None, None, 2); Predict into a span needs samples of a fixed length. Call Predict with arrays, or make the model with a whole shape.", open.Message);
    }

    private static Model Dense()
    {
        var x = Functional.Input(Input);
        return new Model(x, Functional.Dense(Output, activation: "sigmoid")(Functional.Dense(300, activation: "relu")(x)));
    }

    private static float[] OneByOne(Model model, float[] x)
    {
        var output = new float[x.Length / Input * Output];
        for (int sample = 0; sample < x.Length / Input; sample++)
        {
            model.Predict(x.AsSpan(sample * Input, Input), output.AsSpan(sample * Output, Output));
        }
        return output;
    }

    private static float[] Flat(float[,] x) => [.. x.Cast<float>()];
}
