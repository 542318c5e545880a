namespace Keras.Tests;

/// <summary>Tests that set the random seed of the whole program: they run alone, since any layer made meanwhile would draw from it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class GlobalSeedTests
{
    public const string Name = "global seed";
}
