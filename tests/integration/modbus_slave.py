#!/usr/bin/python3
"""A Modbus slave that is not ours: pymodbus reads the requests, looks them up and builds the answers; here is only the
loop that moves bytes (pymodbus's own server wants a package Debian does not install with it). It holds the registers
it is told and no others.

Usage: modbus_slave.py (--tcp PORT | --rtu DEVICE) REGISTERS.json [crc=N | unit=N]
REGISTERS: {"UNIT": {"3": {"ADDRESS": WORD, …}, "4": {…}}, …}; any other address is answered with exception 2, any
other unit not at all. With crc=N the first N answers have a wrong checksum, with unit=N they come in the next unit's
name. Prints "ready" when it listens.
"""
import json
import socket
import sys

import serial
from pymodbus.datastore import ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.factory import ServerDecoder
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.framer.socket_framer import ModbusSocketFramer


def block(words):
    # pymodbus wants at least one register; this one no map uses.
    return ModbusSparseDataBlock({int(a): w for a, w in words.items()} or {65535: 0})


SPOIL = {"crc": 0, "unit": 0}


def spoils(how):
    SPOIL[how] -= 1
    return SPOIL[how] >= 0


def answer(framer, units, heard, send):
    def respond(request):
        response = request.execute(units[request.unit_id])
        response.transaction_id = request.transaction_id
        response.unit_id = request.unit_id + (1 if spoils("unit") else 0)
        packet = framer.buildPacket(response)
        send(packet[:-1] + bytes([packet[-1] ^ 0x55]) if spoils("crc") else packet)

    framer.processIncomingPacket(heard, respond, list(units), single=False)


def serve_tcp(port, units):
    with socket.create_server(("127.0.0.1", port)) as listener:
        print("ready", flush=True)
        while True:
            connection, _ = listener.accept()
            with connection:
                framer = ModbusSocketFramer(ServerDecoder())
                while heard := connection.recv(4096):
                    answer(framer, units, heard, connection.sendall)


def serve_rtu(device, units):
    with serial.Serial(device, 9600, timeout=0.05) as line:
        print("ready", flush=True)
        framer = ModbusRtuFramer(ServerDecoder())
        while True:
            if heard := line.read(256):
                answer(framer, units, heard, line.write)


def main():
    how, where, path = sys.argv[1:4]
    for spoil in sys.argv[4:]:
        SPOIL[spoil.split("=")[0]] = int(spoil.split("=")[1])
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    units = {
        int(unit): ModbusSlaveContext(hr=block(kinds.get("3", {})), ir=block(kinds.get("4", {})), zero_mode=True)
        for unit, kinds in content.items()
    }
    if how == "--tcp":
        serve_tcp(int(where), units)
    else:
        serve_rtu(where, units)


if __name__ == "__main__":
    main()
