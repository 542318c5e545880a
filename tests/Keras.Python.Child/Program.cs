// Uses Python in one of many ways and ends in one of many: Keras.Python.Tests runs it as a child and watches.
using Keras.Python.Child;

return args switch
{
    ["return", var code] => Endings.Return(int.Parse(code)),
    ["exit", var code] => Endings.Exit(int.Parse(code)),
    ["unhandled"] => Endings.Unhandled(),
    ["unhandled-python"] => Endings.UnhandledPython(),
    ["exit-in-callback", var code] => Endings.ExitInCallback(int.Parse(code)),
    ["exit-in-async-callback", var code] => Endings.ExitInAsyncCallback(int.Parse(code)),
    ["callback-error", var code] => Endings.CallbackError(int.Parse(code)),
    ["return-during", var call, var code] => Endings.ReturnDuring(LongCall.Start(call), int.Parse(code)),
    ["exit-during", var call, var code] => Endings.ExitDuring(LongCall.Start(call), int.Parse(code)),
    ["signal", var signal] => Endings.OnSignal(signal),
    ["fit-times", var samples] => FitTimes.Run(int.Parse(samples)),
    ["step-times", var steps] => StepTimes.Run(int.Parse(steps)),
    ["cluster"] => Cluster.Run(null, 1, 0),
    ["cluster", var address, var processes, var process] => Cluster.Run(address, int.Parse(processes), int.Parse(process)),
    ["data-parallel"] => DataParallel.Run(),
    ["print"] => Endings.Print(),
    ["return-during-fit", var code] => Fits.ReturnDuring(int.Parse(code)),
    ["exit-during-fit", var code] => Fits.ExitDuring(int.Parse(code)),
    ["exit-in-fit", var code] => Fits.ExitInCallback(int.Parse(code)),
    ["signal-in-fit", var signal] => Fits.OnSignal(signal),
    ["choose", .. var choices] => Choices.Run(choices),
    ["soak", var seconds] => Soak.Run(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
    ["leaks", var count] => Leaks.Run(int.Parse(count)),
    ["copies", var megabytes] => Copies.Run(int.Parse(megabytes)),
    ["waits", var how] => Waits.Run(how),
    _ => throw new ArgumentException($"There is no scenario '{string.Join(' ', args)}'."),
};
