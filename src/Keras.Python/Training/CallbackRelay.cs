using Keras.Optimizers;
using Keras.Training;
using NumSharp;

namespace Keras.Python;

/// <summary>
/// On the Python thread, for one call: hands the events of Keras's callbacks on to those of C#. When one of them reaches for weights or for the learning rate, the newest come from Python, and
/// what it changes goes back; when none does, nothing is copied.
/// </summary>
internal sealed class CallbackRelay : IDisposable
{
    private readonly Model _model;
    private readonly CallbackList _callbacks;
    private readonly CancellationToken _cancellation;
    private readonly Core.State[] _states;
    private readonly NDArray _flag = np.zeros(new Shape(1), np.uint8);
    private readonly PyObject _tell, _flagObject;
    private readonly CancellationTokenRegistration _registration;
    private bool _hasRead;

    public CallbackRelay(PyObject keras, Model model, Optimizer? optimizer, CallbackList callbacks, CancellationToken cancellation)
    {
        (_model, _callbacks, _cancellation) = (model, callbacks, cancellation);
        _states = [.. model.Weights.Select(weight => weight.State), .. optimizer?.States ?? []];
        _tell = Objects.PyFunction.Make(Tell, here: true);
        _flagObject = Py.Object(_flag);
        Object = keras.CallMember("relay", _tell, _flagObject, callbacks.WantsStepLogs, callbacks.WatchesStepBegins);
        _registration = cancellation.Register(Interrupt);
        Objects.PythonThread.Instance.Exiting += Interrupt;
    }

    /// <summary>The callback for Keras.</summary>
    public PyObject Object { get; }

    /// <summary>Runs a call that was given <see cref="Object"/>.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public T Run<T>(Func<T> call)
    {
        try
        {
            var result = call();
            return result is false ? throw new OperationCanceledException(_cancellation) : result;
        }
        catch (PythonException error) when (error.Type.EndsWith(".Interrupted", StringComparison.Ordinal))
        {
            throw new OperationCanceledException(_cancellation);
        }
    }

    public void Dispose()
    {
        Objects.PythonThread.Instance.Exiting -= Interrupt;
        _registration.Dispose();
        Object.Dispose();
        _tell.Dispose();
        _flagObject.Dispose();
    }

    private void Interrupt() => Core.NDArrays.Elements<byte>(_flag)[0] = 1;

    /// <summary>On the Python thread: reads what Python tells, and has the callbacks told where they run.</summary>
    private PyArgument Tell(PyArguments arguments)
    {
        var relay = arguments[4];
        var (name, number, logs) = (arguments[0].ToString(), (int)arguments[1].ToInt64(), ReadLogs(arguments[2], arguments[3]));
        _hasRead = false;
        if (_callbacks.HasUsers)
        {
            Objects.PythonThread.Instance.CallBack(() => Dispatch(name, number, logs, relay));
        }
        else
        {
            // History and progress bar are as well off here, and the way to another thread takes longer than they do.
            Dispatch(name, number, logs, relay);
        }
        // Another model may have trained these within the callback.
        foreach (var state in _states)
        {
            state.BringNewest();
        }
        if (_hasRead)
        {
            relay.CallMember("write").Dispose();
        }
        return _model.StopTraining;
    }

    private void Dispatch(string name, int number, Logs logs, PyObject relay)
    {
        Action guard = () =>
        {
            if (!_hasRead)
            {
                _hasRead = true;
                relay.CallMember("read").Dispose();
            }
        };
        foreach (var state in _states)
        {
            state.Guard = guard;
        }
        try
        {
            Dispatch(name, number, logs);
        }
        finally
        {
            foreach (var state in _states)
            {
                if (state.Guard == guard)
                {
                    state.Guard = null;
                }
            }
        }
    }

    private void Dispatch(string name, int number, Logs logs)
    {
        switch (name)
        {
            case "train_begin":
                _callbacks.OnTrainBegin();
                break;
            case "train_end":
                _callbacks.OnTrainEnd(logs);
                break;
            case "epoch_begin":
                _callbacks.OnEpochBegin(number);
                break;
            case "epoch_end":
                _callbacks.OnEpochEnd(number, logs);
                break;
            case "train_batch_begin":
                _callbacks.OnTrainBatchBegin(number);
                break;
            case "train_batch_end":
                _callbacks.OnTrainBatchEnd(number, logs);
                break;
            case "test_begin":
                _callbacks.OnTestBegin();
                break;
            case "test_end":
                _callbacks.OnTestEnd(logs);
                break;
            case "test_batch_begin":
                _callbacks.OnTestBatchBegin(number);
                break;
            case "test_batch_end":
                _callbacks.OnTestBatchEnd(number, logs);
                break;
            case "predict_begin":
                _callbacks.OnPredictBegin();
                break;
            case "predict_end":
                _callbacks.OnPredictEnd();
                break;
            case "predict_batch_begin":
                _callbacks.OnPredictBatchBegin(number);
                break;
            case "predict_batch_end":
                _callbacks.OnPredictBatchEnd(number);
                break;
        }
    }

    private static Logs ReadLogs(PyObject names, PyObject values)
    {
        var logs = new Logs();
        var numbers = values.ToList();
        int next = 0;
        foreach (var name in names.ToList())
        {
            logs[name.ToString()] = numbers[next++].ToDouble();
        }
        return logs;
    }
}
