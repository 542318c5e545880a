using Keras.Backends;
using Keras.Core;
using Keras.Models;
using Keras.Python.Objects;
using Keras.Training;
using NumSharp;

namespace Keras.Python;

/// <summary>
/// A model as real Keras runs it. Between calls weights and optimizer state lie in C#, so that any backend may go on with them; after a step on one batch they stay in Python until somebody
/// reaches for them.
/// </summary>
internal sealed class PythonModelBackend(Model model, BackendChoice choice) : IModelBackend
{
    private readonly PythonThread _python = PythonThread.IsStarted ? PythonThread.Instance : PythonThread.Start(PythonChoice.Find(choice.Name));
    private CompileArguments? _arguments;
    private string? _compileConfig;
    private IReadOnlyList<Variable>? _trained;
    private PyObject? _keras;
    private FunctionalGraph? _graph;
    private LentStates? _lent;
    private bool _knowsStates;

    public void Compile(CompileArguments arguments)
    {
        string config = Configuration("what it is compiled with", () => CompileConfig.Serialize(arguments).ToJsonString());
        Forget();
        (_arguments, _compileConfig, _trained) = (arguments, config, null);
        if (model is not Sequential { HasGraph: false })
        {
            _python.Run(Keras);
        }
    }

    public void Fit(FitRequest request)
    {
        request.Cancellation.ThrowIfCancellationRequested();
        Train(keras => Whole(() =>
        {
            using var relay = new CallbackRelay(keras, model, _arguments!.Optimizer, request.Callbacks, request.Cancellation);
            using var data = new PythonData(model, request.Data.Source);
            data.CheckPasses(request.Data.StepsPerEpoch, request.Epochs - request.InitialEpoch);
            var arguments = new List<PyArgument>
            {
                data.X, data.Y, data.Weights, relay.Object,
                ("epochs", request.Epochs), ("initial_epoch", request.InitialEpoch), ("validation_freq", request.ValidationFrequency),
            };
            Add(arguments, "steps_per_epoch", request.Data.StepsPerEpoch);
            arguments.Add(("shuffle", data.Shuffle));
            Add(arguments, "batch_size", data.BatchSize);
            using var validation = request.Validation is { } given ? new PythonData(model, given.Source) : null;
            if (validation is not null)
            {
                arguments.Add(("validation_data", PyArgument.Tuple(validation.X, validation.Y, validation.Weights)));
                Add(arguments, "validation_batch_size", validation.BatchSize);
                Add(arguments, "validation_steps", request.Validation!.StepsPerEpoch);
            }
            using var generator = data.Shuffle ? new SharedRandomState(PythonBackend.Start(choice)) : null;
            return relay.Run(() => keras.CallMember("fit", [.. arguments]).ToBoolean());
        }), request.Cancellation);
    }

    public Logs Evaluate(EvaluateRequest request) => OnPython(keras => Whole(() =>
    {
        using var relay = new CallbackRelay(keras, model, _arguments!.Optimizer, request.Callbacks, request.Cancellation);
        using var data = new PythonData(model, request.Data.Source);
        var arguments = new List<PyArgument> { data.X, data.Y, data.Weights, relay.Object };
        Add(arguments, "batch_size", data.BatchSize);
        Add(arguments, "steps", request.Data.StepsPerEpoch);
        return ReadLogs(relay.Run(() => keras.CallMember("evaluate", [.. arguments])));
    }), request.Cancellation);

    public NDArray[] Predict(PredictRequest request) => OnPython(keras => Whole(() =>
    {
        using var relay = new CallbackRelay(keras, model, null, request.Callbacks, request.Cancellation);
        using var data = new PythonData(model, request.Data.Source);
        var arguments = new List<PyArgument> { data.X, relay.Object };
        Add(arguments, "batch_size", data.BatchSize);
        Add(arguments, "steps", request.Data.StepsPerEpoch);
        return ReadArrays(relay.Run(() => keras.CallMember("predict", [.. arguments])));
    }), request.Cancellation);

    public (Logs Logs, NDArray[] Outputs) TrainOnBatch(SampleArrays batch, bool outputs) => Train(keras =>
    {
        using var data = new PythonData(model, batch);
        using var result = Step(touched => keras.CallMember("train_on_batch", touched, data.X, data.Y, data.Weights, outputs));
        _lent!.Lend();
        return (ReadLogs(result[0]), ReadArrays(result[1]));
    }, default);

    public Logs TestOnBatch(SampleArrays batch) => OnPython(keras =>
    {
        using var data = new PythonData(model, batch);
        return ReadLogs(Step(touched => keras.CallMember("test_on_batch", touched, data.X, data.Y, data.Weights)));
    }, default);

    public NDArray[] PredictOnBatch(SampleArrays batch) => OnPython(keras =>
    {
        using var data = new PythonData(model, batch);
        return ReadArrays(Step(touched => keras.CallMember("predict_on_batch", touched, data.X)));
    }, default);

    public void Predict(SampleLayout layout, ReadOnlySpan<float> x, Span<float> output)
    {
        var samples = NDArrays.Copy(x, [x.Length / layout.InputLength, .. layout.InputShape]);
        NDArrays.Elements<float>(PredictOnBatch(DataCheck.Inputs(model, samples))[0]).CopyTo(output);
    }

    public void ResetMetrics()
    {
        if (_keras is not null)
        {
            OnPython(keras => keras.Get("model").CallMember("reset_metrics"), default).Dispose();
        }
    }

    public bool? Increases(string logName) => OnPython(keras =>
    {
        using var answer = keras.CallMember("increases", logName);
        return answer.IsNone ? (bool?)null : answer.ToBoolean();
    }, default);

    /// <summary>A call that may take long, and calls back: it begins with everything in C#.</summary>
    private T Whole<T>(Func<T> call)
    {
        LentStates.ReturnAll();
        _lent!.ReturnOthers();
        return call();
    }

    /// <summary>A step on one batch, given the places of what must go over before it.</summary>
    private T Step<T>(Func<PyArgument, T> step)
    {
        _lent!.ReturnOthers();
        return step(_lent.Touched());
    }

    private T OnPython<T>(Func<PyObject, T> work, CancellationToken cancellation) => _python.Run(() => work(Keras()), cancellation);

    /// <summary>As <see cref="OnPython"/>, with the optimizer's state at hand.</summary>
    private T Train<T>(Func<PyObject, T> work, CancellationToken cancellation) => OnPython(keras =>
    {
        if (!_knowsStates)
        {
            _arguments!.Optimizer.Build(_trained!);
            keras.CallMember("train_with", PyArgument.List([.. _arguments.Optimizer.States.Select(PyArgument.Of)])).Dispose();
            _lent!.Return();
            _lent = new(keras, [.. model.Weights.Select(weight => weight.State), .. _arguments.Optimizer.States]);
            _knowsStates = true;
        }
        return work(keras);
    }, cancellation);

    /// <summary>On the Python thread: the model of real Keras, made anew when this one was compiled again or has other layers.</summary>
    private PyObject Keras()
    {
        var bridge = PythonBackend.Start(choice);
        if (_keras is not null && ReferenceEquals(_graph, model.Graph))
        {
            return _keras;
        }
        Forget();
        if (model.ComputeDType != KerasDType.Float32)
        {
            throw new InvalidOperationException($"Model '{model.Name}' computes in {model.ComputeDType}, and real Keras is run in float32 here. Train it on the built-in engine: Backend.Use(\"native\").");
        }
        string config = Configuration("a part of it", () =>
        {
            var serialized = model.Serialize();
            serialized.Remove("compile_config");
            return serialized.ToJsonString(new() { MaxDepth = 512 });
        });
        _trained ??= [.. model.TrainableWeights.Distinct()];
        _keras = bridge.CallMember("Model", config, _compileConfig, PyArgument.List([.. model.Weights.Select(weight => PyArgument.Of(weight.State))]), choice.Device);
        _lent = new(_keras, [.. model.Weights.Select(weight => weight.State)]);
        _graph = model.Graph;
        _knowsStates = false;
        return _keras;
    }

    /// <summary>Lets go of the model of real Keras, with everything in C#.</summary>
    private void Forget()
    {
        if (_keras is { } keras)
        {
            _python.Run(_lent!.Return);
            keras.Dispose();
            (_keras, _lent) = (null, null);
        }
    }

    private string Configuration(string part, Func<string> write)
    {
        try
        {
            return write();
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"Model '{model.Name}' cannot run on {choice.Name}: {part} has no counterpart in Python. {error.Message}", error);
        }
    }

    private static Logs ReadLogs(PyObject logs)
    {
        using (logs)
        {
            return new([.. logs.ToList().Select(entry => (entry[0].ToString(), entry[1].ToDouble()))]);
        }
    }

    private static NDArray[] ReadArrays(PyObject arrays)
    {
        using (arrays)
        {
            return [.. arrays.ToList().Select(array => array.ToNDArray())];
        }
    }

    private static void Add(List<PyArgument> arguments, string name, int? value)
    {
        if (value is { } number)
        {
            arguments.Add((name, number));
        }
    }
}
