// Loaded before a Node program that is to end with whoever started it: when its standard input closes, it is asked to stop.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).on("error", () => process.exit(1)).resume();
