namespace Keras.Benchmarks.Epochs;

/// <summary>The options of a verb that measures the examples' models.</summary>
internal static class ModelOptions
{
    public static MeasurementOptions<ExampleModel>? Parse(string[] options, string verb, double seconds) => MeasurementOptions<ExampleModel>.Parse(
        options, verb, seconds, ExampleModel.All.Select(model => model.Name), name => [.. ExampleModel.All.Where(model => model.Name == name)], ExampleModel.All);
}
