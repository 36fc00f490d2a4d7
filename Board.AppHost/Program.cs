using System.Runtime.InteropServices;
using Board.AppHost;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

var installation = Installation.Built();
if (Wanted.Read(args, installation.Engine, out var exitCode) is not { } wanted) return exitCode;
try
{
    await Preflight.CheckAsync(wanted, installation);
    return await new DevelopmentSystem(wanted, installation, Screen.Standard()).RunAsync(stop.Token);
}
catch (Told told)
{
    await Console.Error.WriteLineAsync(told.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // we stop in order; a second signal changes nothing, since nothing takes longer than Child allows
    stop.Cancel();
}
