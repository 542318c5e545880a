using static Keras.Functional;

namespace Keras.Tests.Models;

/// <summary>What a model says when it cannot be built, found or read, word by word.</summary>
public class ModelErrorTests
{
    [Fact]
    public void LayerCalledOnNothing()
    {
        Assert.StartsWith("Dense 'nothing' was called on nothing. Pass a tensor, such as one that Input(...) made.", Message(() => Dense(3, name: "nothing")([])));
        Assert.Throws<ArgumentNullException>(() => Dense(3)(null!));
        Assert.StartsWith("Tensor 1 of 2 is null.", Message(() => Concatenate()([Input(3), null!])));
    }

    [Fact]
    public void GraphThatIsNotConnected()
    {
        var (a, b) = (Input(3, name: "a"), Input(3, name: "b"));
        var both = Add()([a, b]);
        Assert.Equal("Model 'm': the graph is not connected. An output needs the input 'b', which is not among the inputs (a). Add it to inputs.", Message(() => new Model(a, both, name: "m")));
        Assert.Equal("Model 'm': the graph is not connected. An output needs the input 'a', which is not among the inputs (d). Add it to inputs.", Message(() => new Model(Dense(2, name: "d")(a), a, name: "m")));
    }

    [Fact]
    public void TwoLayersOfOneName()
    {
        var x = Input(3, name: "x");
        Assert.Equal("Model 'm': expected layers of different names, but 2 are called 'd'. Give one another name, or reuse one layer to share its weights.",
            Message(() => new Model(x, Dense(3, name: "d")(Dense(3, name: "d")(x)), name: "m")));
        Assert.StartsWith("Sequential 's': expected layers of different names, but one called 'd' is there already.",
            Message(() => new Sequential([Dense(3, name: "d"), Dense(3, name: "d")], name: "s")));
    }

    [Fact]
    public void InputsThatAreMissingOrGivenTwice()
    {
        var x = Input(3, name: "x");
        Assert.Equal("Model 'm': expected at least one input and one output, received 0 and 1.", Message(() => new Model([], x, name: "m")));
        Assert.Equal("Model 'm': the same tensor was given twice as input; expected each once.", Message(() => new Model([x, x], Dense(2)(x), name: "m")));
        Assert.StartsWith("Input: expected a shape, received none.", Message(() => Input()));
        Assert.StartsWith("Input: expected either shape (with batchSize) or batchShape, received both.", Message(() => Input(3, batchShape: (null, 3))));
    }

    [Fact]
    public void LayersThatAreNotThere()
    {
        var x = Input(3, name: "x");
        var model = new Model(x, Dense(2, name: "code_layer")(x), name: "m");
        Assert.StartsWith("Model 'm' has no layer 'code_layr'. Did you mean 'code_layer'? Known: code_layer, x.", Message(() => model.GetLayer("code_layr")));
        Assert.StartsWith("Model 'm' has 2 layers; expected an index from -2 to 1, received 2.", Message(() => model.GetLayer(2)));
        Assert.Same(model.GetLayer("code_layer"), model.GetLayer(-1));
        Assert.Throws<ArgumentNullException>(() => model.GetLayer(null!));
    }

    [Fact]
    public void SequentialWithoutShapeOrLayers()
    {
        var model = new Sequential([Dense(3)], name: "s");
        Assert.Equal("Sequential 's' is not built: the shape of its input is not known yet. Begin it with Input(...), or call it on data first.", Message(() => _ = model.Output));
        model.Pop();
        Assert.Equal("Sequential 's' has no layers. Add one or more, such as Dense(3).", Message(() => model.Predict(new float[2, 3])));
        Assert.Equal("Sequential 's' has no layer to pop.", Message(() => model.Pop()));
        Assert.StartsWith("Only the result of Input(...) can stand for a layer; received the output of Dense 'd'.", Message(() => model.Add(Dense(2, name: "d")(Input(3)))));
    }

    [Fact]
    public void ShapesThatDoNotFit()
    {
        var x = Input((28, 28), name: "x");
        Assert.Equal("Dense 'd': expected last axis 784, received shape (None, 28, 28). Add Flatten() before it.", Message(() =>
        {
            var dense = Dense(3, name: "d");
            dense(Input(784));
            dense(x);
        }));
        var inner = new Model(x, Flatten()(x), name: "inner");
        Assert.Equal("Model 'inner': expected shape (None, 28, 28) for input 'x', received shape (None, 28, 29).", Message(() => inner.Call(Input((28, 29)))));
    }

    [Fact]
    public void JsonThatIsNoModel()
    {
        Assert.StartsWith("The text is not valid JSON: ", Message(() => Model.FromJson("{")));
        Assert.StartsWith("Unknown layer 'Dens'. Did you mean 'Dense'? Known: ", Message(() => Model.FromJson("""{"class_name": "Dens", "config": {}}""")));
        Assert.StartsWith("Expected the JSON of a model, received that of a layer, 'Flatten'.", Message(() => Model.FromJson("""{"class_name": "Flatten", "config": {"name": "f"}}""")));
        Assert.Equal("Dense: expected a whole number as 'units', received \"many\".", Message(() => Model.FromJson("""{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": {"units": "many"}}]}}""")));
        Assert.Equal("Dense: unknown argument(s) in its configuration: 'unit'.", Message(() => Model.FromJson("""{"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": {"units": 3, "unit": 3}}]}}""")));
    }

    [Fact]
    public void JsonWithALoop()
    {
        const string Call = """[{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 3], "dtype": "float32", "keras_history": ["NAME", 0, 0]}}], "kwargs": {}}]""";
        string Layer(string name, string from) => $$$"""{"class_name": "Dense", "name": "{{{name}}}", "config": {"name": "{{{name}}}", "units": 3}, "inbound_nodes": {{{Call.Replace("NAME", from)}}}}""";
        string json = $$$"""{"class_name": "Functional", "config": {"name": "m", "layers": [{{{Layer("a", "b")}}}, {{{Layer("b", "a")}}}], "input_layers": ["a", 0, 0], "output_layers": ["b", 0, 0]}}""";
        Assert.Equal("Model 'm': the configuration's graph has a loop or is not connected. Calls that wait for their tensors: b, a.", Message(() => Model.FromJson(json)));
    }

    [Fact]
    public void ActivationThatIsAFunctionHasNoJson()
    {
        var x = Input(3);
        var model = new Model(x, Dense(2, activation: new(value => value * 2.0))(x));
        Assert.Equal("An activation that is a C# function has no configuration in Keras's format. Use a named activation, or build the model again in code.", Message(() => model.ToJson()));
    }

    private static string Message(Action action)
    {
        var error = Record.Exception(action);
        Assert.NotNull(error);
        return error.Message.Replace(" (Parameter 'name')", "");
    }
}
