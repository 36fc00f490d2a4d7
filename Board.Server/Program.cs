using Board.Server.Commands;
using Board.Server.Hosting;

return args switch
{
    [LoadDistrict.Name, .. var options] => await LoadDistrict.RunAsync(options),
    _ when BoardCommands.Knows(args) => await BoardCommands.RunAsync(args),
    _ => await BoardServer.RunAsync(args),
};
