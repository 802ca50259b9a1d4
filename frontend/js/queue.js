// What the module's tasks wait by: a promise, as an old browser has no queueMicrotask. The build puts it in its place.

export const queueMicrotask = (task) => Promise.resolve().then(task);
