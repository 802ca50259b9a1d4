# sh test_server.sh INITDB POSTGRES PG_BASEBACKUP FOLDER SOURCE LANGUAGE [ARGUMENT OF THE SERVER]...
#
# Makes the server's files (copies another server's, where there is a source; a base backup, where that is a folder), runs it until the other end of the pipe is
# closed, and removes them. Meanwhile it does what is asked on the pipe, and says so.
trap '' INT TERM HUP
initdb=$1 postgres=$2 copy=$3 folder=$4 source=$5 language=$6; shift 6
exec 2>>"$folder/log"
if [ -d "$source" ]; then
    cp -a "$source" "$folder/data" && touch "$folder/data/recovery.signal" || exit 1
elif [ -n "$source" ]; then
    "$copy" -D "$folder/data" --write-recovery-conf --checkpoint=fast --dbname="$source" >&2 || exit 1
else
    "$initdb" -D "$folder/data" -U postgres -A trust --no-sync --encoding=UTF8 --locale=C.UTF-8 $language >&2 || exit 1
fi
begin() { "$postgres" -D "$folder/data" "$@" >&2 & server=$!; }
is_running() { read -r _ _ state _ <"/proc/$1/stat" && [ "$state" != Z ]; }
begin "$@"
while read -r asked; do
    case $asked in
        begin) begin "$@" ;;
        halt) kill -QUIT "$server"; wait "$server" ;;
        crash)
            children=$(cat "/proc/$server/task/$server/children")
            kill -KILL "$server" $children; wait "$server"
            for child in $children; do while is_running "$child"; do sleep 0.01; done; done ;;
    esac
    echo "$asked"
done
kill -QUIT "$server"; wait "$server"
rm -rf "$folder"
