using static Keras.Functional;

namespace Keras.Python.Tests.Training;

/// <summary>Real Keras is run in float32: a model of float64 says so.</summary>
public class DTypeTests : TrainingTest
{
    [Fact]
    public void AModelOfFloat64IsRefused()
    {
        Backend.Use("jax");
        var model = new Sequential([Input(4, dtype: "float64"), Dense(1, dtype: "float64")], "wide");
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            model.Compile("sgd", "mse");
            model.TrainOnBatch(new double[2, 4], new double[2, 1]);
        });
        Assert.Equal("Model 'wide' computes in float64, and real Keras is run in float32 here. Train it on the built-in engine: Backend.Use(\"native\").", error.Message);
    }
}
