using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Keras;
using Keras.Callbacks;
using NumSharp;
using static Keras.Functional;

// A program that does one thing and says what came out and how long it took.
//
// save FOLDER      makes the dense autoencoder of README, writes model.json and weights.npz
// predict FOLDER   makes it again from the two files and predicts one image
// step FOLDER      the same, trains one step and predicts again
// fits FOLDER      trains two such models in turn for one step
// epochs FOLDER N  trains two epochs of N images
// predicts FOLDER  predicts 10,000 images five times
switch (args)
{
    case ["save", var folder]:
        Save(folder);
        return 0;
    case ["predict", var folder]:
        Predict(Load(folder));
        return 0;
    case ["step", var folder]:
        Console.WriteLine($"vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits");
        var trained = Load(folder);
        Predict(trained);
        var batch = Images(32);
        Console.WriteLine($"loss {trained.TrainOnBatch(batch, batch)["loss"].ToString("R", CultureInfo.InvariantCulture)}");
        Predict(trained);
        return 0;
    case ["fits", var folder]:
        Fits(folder);
        return 0;
    case ["epochs", var folder, var count]:
        Epochs(Load(folder), int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case ["predicts", var folder]:
        Predicts(Load(folder));
        return 0;
    default:
        Console.Error.WriteLine("Expected: save FOLDER, predict FOLDER, step FOLDER, fits FOLDER, epochs FOLDER N or predicts FOLDER.");
        return 1;
}

static void Save(string folder)
{
    Utils.SetRandomSeed(1);
    var input = Input(784);
    var x = input;
    foreach (int units in new[] { 256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256 })
    {
        x = Dense(units, activation: "relu")(x);
    }
    var model = new Model(input, Dense(784, activation: "sigmoid")(x));
    model.Compile(optimizer: "adam", loss: "binary_crossentropy");
    File.WriteAllText(Path.Combine(folder, "model.json"), model.ToJson());
    np.savez(Path.Combine(folder, "weights.npz"), [.. model.GetWeights()]);
}

static Model Load(string folder)
{
    var model = Model.FromJson(File.ReadAllText(Path.Combine(folder, "model.json")));
    using var weights = np.load_npz(Path.Combine(folder, "weights.npz"));
    model.SetWeights(Enumerable.Range(0, model.Weights.Count).Select(i => weights[$"arr_{i}"]).ToList());
    return model;
}

static void Predict(Model model)
{
    var output = new float[784];
    model.Predict(MemoryMarshal.CreateReadOnlySpan(ref Images(1)[0, 0], 784), output);
    Console.WriteLine($"output {string.Join(' ', output.Select(number => BitConverter.SingleToInt32Bits(number).ToString("x8", CultureInfo.InvariantCulture)))}");
}

static void Fits(string folder)
{
    var images = Images(32);
    for (int i = 1; i <= 2; i++)
    {
        var model = Load(folder);
        long start = Stopwatch.GetTimestamp();
        model.Fit(images, images, verbose: 0);
        Say($"fit {i}", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}

static void Epochs(Model model, int count)
{
    var images = Images(count);
    long start = 0;
    model.Fit(images, images, epochs: 2, verbose: 0, callbacks:
    [
        new LambdaCallback(
            onEpochBegin: (_, _) => start = Stopwatch.GetTimestamp(),
            onTrainBatchEnd: (step, _) => start = step == 0 ? Stopwatch.GetTimestamp() : start,
            onEpochEnd: (epoch, _) => Say($"epoch {epoch + 1} from its second step", Stopwatch.GetElapsedTime(start).TotalSeconds)),
    ]);
}

static void Predicts(Model model)
{
    var images = Images(10_000);
    for (int i = 1; i <= 5; i++)
    {
        long start = Stopwatch.GetTimestamp();
        model.Predict(images, verbose: 0);
        Say($"prediction {i}", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}

static float[,] Images(int count)
{
    var images = new float[count, 784];
    uint state = 1;
    for (int i = 0; i < count; i++)
    {
        for (int j = 0; j < 784; j++)
        {
            state = (state * 1664525) + 1013904223;
            // As in digits, most of a picture is empty.
            images[i, j] = state >> 30 == 0 ? (state >> 16 & 255) / 255f : 0;
        }
    }
    return images;
}

static void Say(string what, double seconds) => Console.WriteLine(FormattableString.Invariant($"{what}: {seconds * 1000:0.0} ms"));
