using Keras.Benchmarks.Steps;

foreach (string name in args)
{
    Models.Run(name);
}
