namespace Keras.Python.Child;

/// <summary>A call into Python that runs for minutes on a thread of its own.</summary>
internal static class LongCall
{
    /// <summary>Starts it and returns when it runs.</summary>
    /// <param name="kind"><c>sleep</c> gives Python's lock away, <c>compute</c> does not; <c>steps</c> calls back into C# all the time; <c>async</c> sleeps with nobody that waits.</param>
    public static Thread? Start(string kind)
    {
        using var runs = new ManualResetEventSlim();
        var begun = Py.Function(_ =>
        {
            runs.Set();
            return PyArgument.None;
        });
        var step = Py.Function(_ => PyArgument.None);
        string source = kind switch
        {
            "sleep" or "async" => "import time\ndef run(begun, step):\n    begun()\n    time.sleep(300)",
            "compute" => "def run(begun, step):\n    begun()\n    while True:\n        pass",
            "steps" => "def run(begun, step):\n    begun()\n    while True:\n        step()",
            _ => throw new ArgumentException(kind),
        };
        var run = Source.Define(source, "run");
        Thread? thread = null;
        if (kind == "async")
        {
            _ = run.CallAsync([begun, step]);
        }
        else
        {
            thread = new Thread(() => run.Call(begun, step)) { IsBackground = true };
            thread.Start();
        }
        runs.Wait();
        return thread;
    }
}
