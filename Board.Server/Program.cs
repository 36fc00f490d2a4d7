using Board.Server.Commands;
using Board.Server.Hosting;

return args is [LoadDistrict.Name, .. var options] ? await LoadDistrict.RunAsync(options) : await BoardServer.RunAsync(args);
