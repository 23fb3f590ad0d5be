// Loaded before a child's own code. A supervisor that is killed outright can stop nobody; its end
// closes this channel, and the child then stops as if it had been asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
