using Keras.Core;

namespace Keras.Benchmarks.Steps;

/// <summary>The four autoencoders as training steps on the engine alone.</summary>
internal static class Models
{
    public static void Run(string name)
    {
        switch (name)
        {
            case "I":
                KerasDense();
                break;
            case "II":
                KerasConv();
                break;
            case "III":
                TorchDense();
                break;
            case "IV":
                TorchConv();
                break;
        }
    }

    private static void KerasDense()
    {
        var step = new TrainingStep();
        var x = new Input("x", [32, 784], default).Apply();
        var h = x;
        foreach (int units in new[] { 256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256 })
        {
            h = step.Dense(h, units, "relu");
        }
        TrainingStep.Time("I", step.Compile(x, TrainingStep.Bce(step.Dense(h, 784, "sigmoid"), x)), 300);
    }

    private static void TorchDense()
    {
        var step = new TrainingStep();
        var x = new Input("x", [64, 784], default).Apply();
        var h = x;
        foreach (int units in new[] { 256, 128, 32, 16, 10, 16, 32, 64, 128, 256 })
        {
            h = step.Dense(h, units, units == 10 ? null : "relu");
        }
        TrainingStep.Time("III", step.Compile(x, TrainingStep.Mse(step.Dense(h, 784, "sigmoid"), x)), 300);
    }

    private static void KerasConv()
    {
        var step = new TrainingStep();
        var x = new Input("x", [32, 28, 28, 1], default).Apply();
        var h = TrainingStep.MaxPool(step.Conv(x, 16, 3, 1, 0, "relu"));
        h = TrainingStep.MaxPool(step.Conv(h, 8, 3, 1, 0, "relu"));
        h = step.ConvTranspose(TrainingStep.UpSample(h), 8, 3, 1, 0, 0, 12, "relu");
        h = step.ConvTranspose(TrainingStep.UpSample(h), 16, 3, 1, 0, 0, 26, "relu");
        h = step.ConvTranspose(h, 1, 3, 1, 0, 0, 28, "sigmoid");
        TrainingStep.Time("II", step.Compile(x, TrainingStep.Mse(h, x)), 100);
    }

    private static void TorchConv()
    {
        var step = new TrainingStep();
        var x = new Input("x", [64, 28, 28, 1], default).Apply();
        var h = TrainingStep.MaxPool(step.Conv(x, 16, 3, 1, 1, "relu"));
        h = TrainingStep.MaxPool(step.Conv(h, 32, 3, 1, 0, "relu"));
        h = step.Conv(h, 64, 6, 1, 0, null);
        h = step.ConvTranspose(h, 32, 7, 1, 0, 0, 7, "relu");
        h = step.ConvTranspose(h, 16, 3, 2, 1, 0, 14, "relu");
        h = step.ConvTranspose(h, 1, 3, 2, 1, 0, 28, "sigmoid");
        TrainingStep.Time("IV", step.Compile(x, TrainingStep.Mse(h, x)), 100);
    }
}
