using Build;
using Cake.Frosting;
using OneShot.Frosting;

return new CakeHost().UseOneShot<BuildContext>().RunOneShot(args);
