using Keras.Layers;
using Keras.Testing;

namespace Keras.Tests.Layers;

public class LayerContractTests
{
    public static TheoryData<string> Names => [.. LayerCases.All.Select(row => row.ClassName)];

    [Theory, MemberData(nameof(Names))]
    public void KeepsTheContract(string name) => LayerContract.Verify(LayerCases.All.Single(row => row.ClassName == name));

    [Fact]
    public void EveryLayerHasARow()
    {
        // Models and inputs are layers, too, but compute nothing of their own.
        string[] others = ["Functional", "Sequential", "InputLayer"];
        Assert.Equal(LayerTable.Entries.Except(others).Order(), Names.Select(row => row.Data).Order());
    }

    /// <summary>Name, trainable and dtype are verified for every layer at once.</summary>
    [Theory, MemberData(nameof(Names))]
    public void EveryArgumentHasAnOption(string name)
    {
        var row = LayerCases.All.Single(row => row.ClassName == name);
        var arguments = Assert.Single(row.Make().GetType().GetConstructors()).GetParameters().Select(parameter => parameter.Name!).Except(["name", "trainable", "dtype"]);
        Assert.Equal(arguments, row.Options.Keys);
    }

    /// <summary>A layer, its function and its chain have the same arguments with the same defaults.</summary>
    [Theory, MemberData(nameof(Names))]
    public void FunctionAndChainHaveTheSameArguments(string name)
    {
        static IEnumerable<string> Arguments(System.Reflection.MethodBase method) => method.GetParameters().Select(parameter => $"{parameter.ParameterType} {parameter.Name} = {(parameter.HasDefaultValue ? parameter.DefaultValue : "none")}");
        var constructor = Arguments(LayerCases.All.Single(row => row.ClassName == name).Make().GetType().GetConstructors()[0]).ToArray();
        Assert.Equal(constructor, Arguments(typeof(Functional).GetMethod(name)!));
        Assert.Equal(constructor, Arguments(typeof(LayerChain).GetMethod(name)!).TakeLast(constructor.Length));
    }
}
