using NumSharp;
using static Keras.Functional;

namespace Keras.Tests.Training;

/// <summary>Batches large enough that several threads gather them.</summary>
public class BatchLoaderTests
{
    [Theory]
    [InlineData(1, 9000)]
    [InlineData(70, 900)]
    [InlineData(33, 20000)]
    public void EverySampleComesToItsPlace(int samples, int length)
    {
        var (left, right) = (Input(length), Input(3));
        var model = new Model([left, right], [Activation("linear")(left), Activation("linear")(right)]);
        var x = np.arange(samples * length).astype(np.float32).reshape(samples, length);
        var y = np.arange(samples * 3).astype(np.float32).reshape(samples, 3);
        var outputs = model.PredictAll(new[] { x, y }, batchSize: 64, verbose: 0);
        Assert.Equal(x.ToArray<float>(), outputs[0].ToArray<float>());
        Assert.Equal(y.ToArray<float>(), outputs[1].ToArray<float>());
    }
}
